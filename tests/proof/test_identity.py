"""The log of an identity: followed from the identifier on, or not, and why."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime
from io import BytesIO

import libipld
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.model.evidence import AccountKey
from contrecoup.model.outcomes import Problem
from contrecoup.proof.identity import NO_FIRST, address, checked
from contrecoup.sources import Input, detect, read

CURVES = {"k": (ec.SECP256K1(), b"\xe7\x01"), "p": (ec.SECP256R1(), b"\x80\x24")}
ORDER = {
    "k": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
    "p": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
}


class Key:
    """A key of somebody invented."""

    def __init__(self, number, curve="k"):
        self.curve = curve
        self.private = ec.derive_private_key(number, CURVES[curve][0])
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        self.name = "did:key:" + libipld.encode_multibase("z", CURVES[curve][1] + point)

    def sign(self, operation):
        data = libipld.encode_dag_cbor(operation)
        r, s = decode_dss_signature(self.private.sign(data, ec.ECDSA(hashes.SHA256())))
        s = min(s, ORDER[self.curve] - s)
        raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        sig = base64.urlsafe_b64encode(raw).decode().rstrip("=")
        return operation | {"sig": sig}


ROTATE, OTHER, SIGN, LATER = Key(11), Key(12, "p"), Key(13), Key(14)


def operation(keys, signing, prev, **more):
    return {
        "type": "plc_operation",
        "rotationKeys": [key.name for key in keys],
        "verificationMethods": {"atproto": signing.name},
        "alsoKnownAs": ["at://ada.example"],
        "services": {},
        "prev": prev,
    } | more


def log():
    """An identity of three operations: made, its signing key changed, its rotation key changed."""
    first = ROTATE.sign(operation([ROTATE, OTHER], SIGN, None))
    second = OTHER.sign(operation([OTHER], LATER, address(first)))
    third = OTHER.sign(operation([OTHER], LATER, address(second), services={"a": {}}))
    digest = hashlib.sha256(libipld.encode_dag_cbor(first)).digest()
    did = "did:plc:" + base64.b32encode(digest).decode().lower()[:24]
    return did, [first, second, third]


def entries(did, operations):
    return [
        {
            "did": did,
            "operation": one,
            "cid": address(one),
            "nullified": False,
            "createdAt": f"2031-03-0{n}T12:00:00.000Z",
        }
        for n, one in enumerate(operations, 1)
    ]


def items(value):
    if isinstance(value, list):
        value = "".join(json.dumps(row) + "\n" for row in value).encode()
    source = Input(
        name="log",
        capture_id="c",
        captured_at=datetime(2031, 6, 1, tzinfo=UTC),
        open=lambda: BytesIO(value),
    )
    assert detect(source) == "did-documents"
    return list(read(source))


def test_a_whole_log_holds_in_any_order():
    did, operations = log()
    assert set(checked(did, operations).values()) == {""}
    assert set(checked(did, operations[::-1]).values()) == {""}
    found = items(entries(did, operations))
    assert [(k.key, k.followed) for k in found] == [
        (SIGN.name, True),
        (LATER.name, True),
        (LATER.name, True),
    ]


def test_the_first_kind_of_operation_holds_too():
    first = ROTATE.sign(
        {
            "type": "create",
            "signingKey": SIGN.name,
            "recoveryKey": ROTATE.name,
            "handle": "ada.example",
            "service": "https://host.example",
            "prev": None,
        }
    )
    digest = hashlib.sha256(libipld.encode_dag_cbor(first)).digest()
    did = "did:plc:" + base64.b32encode(digest).decode().lower()[:24]
    second = SIGN.sign(operation([OTHER], LATER, address(first)))
    assert set(checked(did, [first, second]).values()) == {""}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda o: o[0].update(services={"b": {}}), NO_FIRST),
        (lambda o: o.pop(0), NO_FIRST),
        (lambda o: o[1].update(sig=o[2]["sig"]), "no key that the operation before it names"),
        (
            lambda o: o[2].update(alsoKnownAs=["at://eve.example"]),
            "no key that the operation before",
        ),
        (lambda o: o[2].update(sig=o[2]["sig"] + "="), "no key that the operation before it names"),
        (lambda o: o[2].update(sig="ä"), "no key that the operation before it names"),
        (lambda o: o[2].update(sig=7), "no key that the operation before it names"),
        (lambda o: o[2].update(rotationKeys=5), "no key that the operation before it names"),
    ],
)
def test_what_does_not_hold_is_said_and_what_follows_it_too(spoil, said):
    did, operations = log()
    spoil(operations)
    assert said in {w[: len(said)] for w in checked(did, operations).values()}


def test_an_operation_that_others_signed_is_a_problem_and_its_key_is_not_used():
    did, operations = log()
    operations[2] = Key(99).sign(operation([Key(99)], Key(98), address(operations[1])))
    *held, problem = items(entries(did, operations))
    assert [k.key for k in held] == [SIGN.name, LATER.name]
    assert isinstance(problem, Problem)
    assert "no key that the operation before it names has signed it" in problem.reason


def test_another_identifier_is_a_problem():
    _, operations = log()
    found = items(entries("did:plc:" + "a" * 24, operations))
    assert {type(item) for item in found} == {Problem}
    assert "not the hash of its first operation" in found[0].reason


def test_a_first_operation_signed_by_nobody_it_names():
    first = SIGN.sign(operation([ROTATE], SIGN, None))
    digest = hashlib.sha256(libipld.encode_dag_cbor(first)).digest()
    did = "did:plc:" + base64.b32encode(digest).decode().lower()[:24]
    assert "no key that the first operation names" in checked(did, [first])[address(first)]


def test_a_log_without_its_beginning_and_documents_rest_on_the_directory():
    did, operations = log()
    (key,) = items(entries(did, operations)[2:])
    assert (key.key, key.followed) == (LATER.name, False)
    document = {"did": did, "verificationMethods": {"atproto": LATER.name}}
    (key,) = items([document])
    assert (key.key, key.followed) == (LATER.name, False)


def test_what_cannot_be_encoded_is_no_operation():
    did, operations = log()
    assert address({"a": float("inf")}) == ""
    assert set(checked(did, [*operations, {"a": float("inf")}]).values()) == {""}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_altered_byte_of_a_log_is_noticed(data):
    did, operations = log()
    raw = bytearray("".join(json.dumps(row) + "\n" for row in entries(did, operations)).encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= 1 << data.draw(st.integers(0, 6))
    before = {SIGN.name, LATER.name}
    try:
        found = items(bytes(raw))
    except AssertionError:
        return  # it is another format's file by then
    followed = {k.key for k in found if isinstance(k, AccountKey) and k.followed}
    assert followed <= before
