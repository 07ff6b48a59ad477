"""The operators that plain torch itself does not compute to the same bit each time: their values agree to rounding."""

# By full name, with the reason. All else about them, graph, order, shapes and what is None, must be the same.
EXCEPTIONS = {
    "linalg.lstsq": "LAPACK's gels* differ in the last bits from call to call with the same operands",
    "linalg.lstsq.grad_oriented": "LAPACK's gels* differ in the last bits from call to call with the same operands",
}
