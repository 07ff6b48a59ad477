"""Numbers as cards write them: at most four significant digits."""

from ..recording.base import Scalar


def written(scalar: Scalar) -> str:
    """`0.75`, `-0.9332`, `1e-05`, `T`, `NaN`, `1+2j`."""
    match scalar:
        case bool():
            return "T" if scalar else "F"
        case int():
            return str(scalar) if abs(scalar) < 100_000 else f"{scalar:.3e}"
        case float():
            return f"{scalar:.4g}"
        case str():
            return scalar
        case (real, imaginary):
            sign = "" if written(imaginary).startswith("-") else "+"
            return f"{written(real)}{sign}{written(imaginary)}j"
