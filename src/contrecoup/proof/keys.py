"""Signing keys of accounts, and whether a signature is one of theirs."""

from __future__ import annotations

from functools import lru_cache

import libipld
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

PREFIX = "did:key:"
SIGNATURE = 64
_CURVES: dict[bytes, tuple[ec.EllipticCurve, int]] = {
    b"\xe7\x01": (
        ec.SECP256K1(),
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
    ),
    b"\x80\x24": (
        ec.SECP256R1(),
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    ),
}
"""By multicodec: the curve, and the order of its group."""
_NAMED = {
    "EcdsaSecp256k1VerificationKey2019": b"\xe7\x01",
    "EcdsaSecp256r1VerificationKey2019": b"\x80\x24",
}
"""Older kinds of key in DID documents, whose bytes do not say their curve."""


def did_key(kind: str, multibase: str) -> str:
    """Return a key of a DID document as a did:key; raises ValueError where it is none."""
    _, raw = libipld.decode_multibase(multibase)
    codec = _NAMED.get(kind)
    if codec is not None and raw[:2] not in _CURVES:
        point = ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[codec][0], raw)
        half = b"\x03" if point.public_numbers().y & 1 else b"\x02"
        raw = codec + half + point.public_numbers().x.to_bytes(32, "big")
    key = PREFIX + libipld.encode_multibase("z", raw)
    _public(key)
    return key


@lru_cache(maxsize=1 << 16)
def _public(key: str) -> tuple[ec.EllipticCurvePublicKey, int]:
    """Return the public key of a did:key, and the order of its curve's group."""
    _, raw = libipld.decode_multibase(key.removeprefix(PREFIX))
    curve = _CURVES.get(raw[:2])
    if curve is None:
        message = "the key is of no curve that accounts sign with"
        raise ValueError(message)
    return ec.EllipticCurvePublicKey.from_encoded_point(curve[0], raw[2:]), curve[1]


def signed_by(key: str, data: bytes, signature: object) -> bool:
    """Whether a signature of some bytes was made with a key.

    Both halves in 64 bytes, the second in the lower half of its range, over the
    SHA-256 of the bytes: as the protocol asks.
    """
    if not isinstance(signature, bytes) or len(signature) != SIGNATURE:
        return False
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    try:
        public, order = _public(key)
        if s * 2 > order:
            return False
        public.verify(encode_dss_signature(r, s), data, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True
