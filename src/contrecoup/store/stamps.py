"""Time stamps (RFC 3161): what is asked of an authority, and whether its answer is good."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from contrecoup.errors import EvidenceError, SettingsError

CONTENT = "application/timestamp-query"


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        message = "time stamps need the extra contrecoup[timestamps]"
        step = "pip install 'contrecoup[timestamps]'"
        raise SettingsError(message, next_step=step) from error
    return rfc3161_client


def asked(message: bytes) -> bytes:
    """Return the request for a time stamp of ``message``, in DER.

    Raises:
        SettingsError: the extra ``timestamps`` is not installed.
    """
    client = _client()
    builder = client.TimestampRequestBuilder().data(message)
    built = builder.hash_algorithm(client.HashAlgorithm.SHA512).nonce(nonce=False).build()
    return bytes(built.as_bytes())


def granted(answer: bytes) -> bool:
    """Whether an authority's answer is a time stamp at all (not: whether it holds).

    Raises:
        SettingsError: the extra ``timestamps`` is not installed.
    """
    try:
        return int(_client().decode_timestamp_response(answer).status) in {0, 1}
    except ValueError:
        return False


def stamped(token: bytes, message: bytes, roots: bytes) -> datetime:
    """Return the time that an authority's answer gives, once it is verified.

    Args:
        token: the answer, in DER.
        message: what was to be dated.
        roots: root certificates of the authority, in PEM.

    Raises:
        EvidenceError: the answer is none, is about something else, or nobody of these signed it.
        SettingsError: the extra ``timestamps`` is not installed.
    """
    from cryptography import x509

    client = _client()
    step = "ask again, or check that timestamps_root is the authority's root certificate"
    try:
        answer = client.decode_timestamp_response(token)
        builder = client.VerifierBuilder()
        for certificate in x509.load_pem_x509_certificates(roots):
            builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(answer, message)
    except (ValueError, client.VerificationError) as error:
        reason = f"the time stamp does not hold: {str(error)[:200]}"
        raise EvidenceError(reason, next_step=step) from error
    at: datetime = answer.tst_info.gen_time
    return at.astimezone(UTC)
