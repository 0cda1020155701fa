"""Password login and signed session tokens."""

import hashlib
import hmac
import json
import secrets
import time

SECRET = secrets.token_bytes(32)
SESSION_SECONDS = 8 * 60 * 60
ITERATIONS = 600_000

users = {}
revoked = set()


class Refused(Exception):
    """The caller may not in; deliberately without a reason."""


def login(email, password):
    user = verify_password(email, password)
    return issue_session(user)


def logout(token):
    revoke_session(token)


def verify_password(email, password):
    user = find_user(email)
    if not hmac.compare_digest(user["hash"], hash_password(password, user["salt"])):
        raise Refused()
    return user


def find_user(email):
    try:
        return users[email.strip().lower()]
    except KeyError:
        raise Refused() from None


def hash_password(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ITERATIONS)


def issue_session(user):
    claims = {"sub": user["id"], "exp": time.time() + SESSION_SECONDS, "jti": secrets.token_hex(8)}
    body = json.dumps(claims, sort_keys=True)
    return f"{body}.{sign_token(body)}"


def revoke_session(token):
    revoked.add(verify_token(token)["jti"])


def verify_token(token):
    body, _, signature = token.rpartition(".")
    if not hmac.compare_digest(signature, sign_token(body)):
        raise Refused()
    claims = json.loads(body)
    if claims["exp"] < time.time() or claims["jti"] in revoked:
        raise Refused()
    return claims


def sign_token(body):
    return hmac.new(SECRET, body.encode(), "sha256").hexdigest()
