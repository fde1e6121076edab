"""The second factor: codes that a telephone makes every 30 seconds (TOTP, RFC 6238).

Backup codes stand in the database as hashes; the secret must stand there as it is, as with every
shared secret.
"""

import hashlib
import secrets
from base64 import b32encode
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CODES: Final = 10
DIGITS: Final = 6
PERIOD: Final = 30
TOLERANCE: Final = 1
"""How many periods a telephone's clock may be off, either way."""
ALPHABET: Final = "23456789abcdefghjkmnpqrstvwxyz"
"""Of backup codes: nothing that is taken for something else."""
LENGTH: Final = 12


def new_secret() -> str:
    """Return 160 random bits, in hexadecimal digits (the length that RFC 4226 recommends)."""
    return secrets.token_hex(20)


def spell_secret(secret: str) -> str:
    """Return a secret as it is typed into a telephone: base32, in groups of four."""
    text = b32encode(bytes.fromhex(secret)).decode("ascii")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def secret_address(username: str, secret: str) -> str:
    """Return the `otpauth:` address that a telephone reads from the picture."""
    issuer = settings.SITE_NAME.replace(":", " ")
    values = {
        "secret": b32encode(bytes.fromhex(secret)).decode("ascii"),
        "issuer": issuer,
        "algorithm": "SHA1",
        "digits": DIGITS,
        "period": PERIOD,
    }
    label = quote(f"{issuer}:{username}")
    return f"otpauth://totp/{label}?{urlencode(values, quote_via=quote)}"


def draw_code(text: str) -> tuple[int, str]:
    """Return a QR code as the side of its square, border included, and the data of an SVG path.

    Each run of dark modules in a row is a stroke one unit high (ISO/IEC 18004).
    """
    rows = [list(row) for row in segno.make(text, micro=False, error="m").matrix_iter(border=4)]
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = x
            while run < len(row) and row[run]:
                run += 1
            if run > x:
                strokes.append(f"M{x} {y}h{run - x}v1h-{run - x}z")
            x = run + 1
    return len(rows), "".join(strokes)


def has_factor(user: "User") -> bool:
    """Tell whether a second factor is set up. One query."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def codes_left(user: "User") -> int:
    """Return how many backup codes have not been used. One query."""
    return int(StaticToken.objects.filter(device__user=user).count())


def check_code(user: "User", code: str) -> Any:
    """Return the device whose code it is; None for a wrong code, or one that comes too early.

    After each wrong code the next has to wait twice as long, from one second on. A code holds once.
    """
    code = _plain(code)
    timed = len(code) == DIGITS and code.isdecimal()
    model = TOTPDevice if timed else StaticDevice
    with transaction.atomic():
        for device in model.objects.select_for_update().filter(user=user, confirmed=True):
            if device.verify_token(code if timed else hash_code(code)):
                return device
    return None


def is_backup(device: Any) -> bool:
    """Tell whether a device is that of the backup codes."""
    return isinstance(device, StaticDevice)


def must_wait(user: "User") -> bool:
    """Tell whether wrong codes came so fast that none is looked at now. Two queries."""
    devices = [*TOTPDevice.objects.filter(user=user), *StaticDevice.objects.filter(user=user)]
    return any(not device.verify_is_allowed()[0] for device in devices)


def keep_secret(user: "User", secret: str, code: str) -> Any:
    """Keep a secret in place of any other; return its device if the code is one that it makes now.

    If not, return None: the caller takes it back. The code does not hold a second time.
    """
    TOTPDevice.objects.filter(user=user).delete()
    device = TOTPDevice.objects.create(
        user=user, name="totp", key=secret, digits=DIGITS, step=PERIOD, tolerance=TOLERANCE
    )
    code = _plain(code)
    timed = len(code) == DIGITS and code.isdecimal()
    return device if timed and device.verify_token(code) else None


def make_codes(user: "User") -> list[str]:
    """Return ten new backup codes, in place of all others. Each holds once."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(CODES)]
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="codes")
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=hash_code(code)) for code in codes
    )
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def forget_factor(user: "User") -> bool:
    """Delete secret and codes; tell whether there was a secret."""
    found = has_factor(user)
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    return found


def hash_code(code: str) -> str:
    """Return what is kept of a backup code: 64 bits of SHA-256, which the column has room for.

    A code has 58 random bits, too many to be tried one by one.
    """
    return hashlib.sha256(code.encode()).hexdigest()[:16]


def _plain(code: str) -> str:
    """Return a code without the spaces and dashes that people type."""
    return "".join(code.replace("-", "").split()).lower()
