"""Determinants, inverses, factorisations and Fourier transforms."""

from ...recording.base import Words
from .entry import Entry, Input, entry

_SQUARE = Words(
    en="Square matrices (n, n), or a batch of them; what is sent has the input's shape.",
    zh="方阵 (n, n) 或一批方阵；传出的与输入同形。",
)
_MATRIX = Words(
    en="Matrices (m, n), or a batch of them; what is sent has the input's shape.",
    zh="矩阵 (m, n) 或一批矩阵；传出的与输入同形。",
)
_SIGNAL = Words(
    en="What arrives has the transform's shape; what is sent has the input's.",
    zh="传来的梯度与变换结果同形；传出的与输入同形。",
)


def _cholesky(name: str, factor: str) -> Entry:
    """Of a Cholesky factorisation that saved its factor as `factor`."""
    return entry(
        name,
        en="The factor is triangular, so of Lᵀg the lower triangle counts, its diagonal half; between inverse "
        "factors, made symmetric.",
        zh="因子是三角阵，所以只取 Lᵀg 的下三角（对角线减半），夹在因子的逆之间并对称化。",
        shapes=_SQUARE,
        inputs=(
            Input(
                "self",
                r"g_{self} = \conj{L}^{-\top}\, \Phi(\conj{L}^\top g)\, L^{-1}",
                "K @ torch.linalg.inv(T)",
            ),
        ),
        where={
            "T": f"{factor}.mH if upper else {factor}",
            "P": "(T.mH @ (grad.mH if upper else grad)).tril()",
            "K": "torch.linalg.solve(T.mH, (P + P.tril(-1).mH) / 2)",
        },
    )


ENTRIES = (
    entry(
        "LinalgDetBackward0",
        en="What arrives times the determinant times the inverse, transposed; for a determinant of exactly 0 "
        "torch sends zeros.",
        zh="传来的梯度乘以行列式，再乘以逆矩阵的转置；行列式恰好为 0 时，torch 传出零。",
        shapes=_SQUARE,
        inputs=(
            Input(
                "A",
                r"g_A = g\, \conj{\operatorname{det}(A)}\, \conj{A^{-\top}}",
                "torch.where(det == 0, 0, grad.unsqueeze(-1).unsqueeze(-1) * det.conj() * torch.linalg.inv_ex(A)[0].mH)",
            ),
        ),
        where={"det": "result.unsqueeze(-1).unsqueeze(-1)"},
    ),
    entry(
        "LinalgSlogdetBackward0",
        en="The logarithm of the determinant has the inverse, transposed, as its slope: what arrives times that.",
        zh="行列式对数的导数是逆矩阵的转置：传来的梯度乘以它。",
        shapes=_SQUARE,
        inputs=(
            Input(
                "A",
                r"g_A = g\, \conj{A^{-\top}}",
                "(grads[1] - 1j * torch.imag(grads[0].conj() * sign) if A.is_complex() else grads[1])"
                ".unsqueeze(-1).unsqueeze(-1) * torch.linalg.inv_ex(A)[0].mH",
            ),
        ),
    ),
    entry(
        "LinalgInvExBackward0",
        en="A change of the matrix changes the inverse by minus inverse, change, inverse: what arrives "
        "between the transposed inverse "
        "twice, with a minus sign.",
        zh="矩阵的变化使逆改变“逆 × 变化 × 逆”的负值：传来的梯度左右各乘逆的转置，取负。",
        shapes=_SQUARE,
        inputs=(Input("A", r"g_A = -\conj{A^{-\top}}\, g\; \conj{A^{-\top}}", "-inverse.mH @ grad @ inverse.mH"),),
    ),
    entry(
        "LinalgSolveExBackward0",
        en="The right-hand side gets the solution of the transposed system for what arrives; the matrix gets "
        "minus that times the "
        "result transposed.",
        zh="右端得到以传来的梯度为右端的转置方程组的解；矩阵得到该解与结果转置之积，取负。",
        shapes=_SQUARE,
        inputs=(
            Input(
                "A",
                r"g_A = -g_B\; \conj{result}^\top",
                "(-gB.unsqueeze(-1) @ result.unsqueeze(-1).mH if vector else -gB @ result.mH if left else "
                "-result.mH @ gB).sum_to_size(shape)",
            ),
            Input("B", r"g_B = \conj{A}^{-\top} g", "gB.sum_to_size(shape)"),
        ),
        where={
            "vector": "grad.dim() == 1 or (A.dim() - 1 == grad.dim() and grad.shape == A.shape[:-1])",
            "gB": "torch.linalg.solve(A.mH, grad.unsqueeze(-1)).select(-1, 0) if vector else "
            "torch.linalg.solve(A.mH, grad) if left else torch.linalg.solve(A.conj(), grad.mT).mT",
        },
    ),
    entry(
        "LinalgSolveTriangularBackward0",
        en="The right-hand side gets the solution of the transposed triangular system; the matrix gets minus "
        "that times the result "
        "transposed, its triangle only.",
        zh="右端得到转置三角方程组的解；矩阵得到该解与结果转置之积的三角部分，取负。",
        shapes=_SQUARE,
        inputs=(
            Input(
                "self",
                r"g_{self} = -\operatorname{tri}(g_B\; \conj{result}^\top)",
                "(full.triu(1 if unitriangular else 0) if upper else full.tril(-1 if unitriangular else "
                "0)).sum_to_size(shape)",
            ),
            Input("B", r"g_B = \conj{self}^{-\top} g", "gB.sum_to_size(shape)"),
        ),
        where={
            "gB": "torch.linalg.solve_triangular(self.mH, grad, upper=not upper, left=left, unitriangular=unitriangular)",
            "full": "-(gB @ result.mH if left else result.mH @ gB)",
        },
    ),
    _cholesky("LinalgCholeskyExBackward0", "L"),
    _cholesky("CholeskyBackward0", "result"),
    entry(
        "LinalgQrBackward0",
        en="Q keeps its columns orthogonal and R stays triangular, so only part of what arrives at each can "
        "move the matrix.",
        zh="Q 的列保持正交、R 保持上三角，所以传到两者的梯度只有一部分能推动原矩阵。",
        shapes=_MATRIX,
        inputs=(
            Input(
                "A",
                r"g_A = \left(g_Q + Q\, \operatorname{sym}(\operatorname{triu}(M))\right) \conj{R}^{-\top},\; "
                r"M = g_R\, \conj{R}^\top - \conj{Q}^\top g_Q",
                "torch.linalg.solve_triangular(R.mH, gQ + Q @ (U + U.mH - "
                "torch.diag_embed(U.diagonal(dim1=-2, dim2=-1).real)), "
                "upper=False, left=False) if m >= n else Q @ (gR + "
                "torch.cat([torch.linalg.solve_triangular(R[..., :m].mH, "
                "L - 0.5 * torch.diag_embed(L.diagonal(dim1=-2, dim2=-1)), upper=False, left=False), "
                "torch.zeros_like(gR[..., m:])], -1))",
            ),
        ),
        where={
            "m": "Q.shape[-2]",
            "n": "R.shape[-1]",
            "gQ": "grads[0]",
            "gR": "grads[1]",
            "M": "gR @ R.mH - Q.mH @ gQ",
            "U": "M.triu()",
            "L": "(M.mH - M).tril()",
        },
    ),
    entry(
        "LinalgEighBackward0",
        en="An eigenvalue moves with the matrix along its eigenvector; eigenvectors turn towards each other "
        "by the gap of the values.",
        zh="特征值随矩阵沿其特征向量方向变化；特征向量朝彼此转动，幅度与特征值之差成反比。",
        shapes=_SQUARE,
        inputs=(
            Input(
                "A",
                r"g_A = \operatorname{sym}\; V \left(\operatorname{diag}(g_\lambda) + \frac{\conj{V}^\top "
                r"g_V}{\lambda_j - \lambda_i}\right) \conj{V}^\top",
                "(full + full.mH) / 2",
            ),
        ),
        where={
            "V": "eigenvectors",
            "inner": "(V.mH @ grads[1]) * (1 - torch.eye(V.shape[-1]))",
            "gaps": "eigenvalues.unsqueeze(-2) - eigenvalues.unsqueeze(-1) + torch.eye(V.shape[-1])",
            "full": "V @ (inner / gaps + torch.diag_embed(grads[0]).to(V.dtype)) @ V.mH",
        },
    ),
    entry(
        "LinalgEigBackward0",
        en="An eigenvalue moves with the matrix along its eigenvector; eigenvectors turn towards each other "
        "by the gap of the values.",
        zh="特征值随矩阵沿其特征向量方向变化；特征向量朝彼此转动，幅度与特征值之差成反比。",
        shapes=_SQUARE,
        inputs=(
            Input(
                "self",
                r"g_{self} = \conj{V}^{-\top} \left(\operatorname{diag}(g_\lambda) + "
                r"\frac{\conj{V}^\top g_V}{\conj{\lambda_j} - \conj{\lambda_i}}\right) \conj{V}^\top",
                "torch.linalg.solve(V.mH, ((inner - V.mH @ (V * inner.diagonal(dim1=-2, dim2=-1).real.unsqueeze(-2))) * "
                "(1 - torch.eye(V.shape[-1])) / gaps + torch.diag_embed(grads[0])) @ V.mH)",
            ),
        ),
        where={
            "V": "eigenvectors",
            "inner": "V.mH @ grads[1]",
            "gaps": "(eigenvalues.unsqueeze(-2) - eigenvalues.unsqueeze(-1)).conj() + torch.eye(V.shape[-1])",
        },
    ),
    entry(
        "LinalgSvdBackward0",
        en="A singular value moves with the matrix along its two vectors; vectors turn towards each other by the gap of the squares.",
        zh="奇异值随矩阵沿其左右奇异向量的方向变化；奇异向量朝彼此转动，幅度与奇异值平方之差成反比。",
        shapes=_MATRIX,
        inputs=(
            Input(
                "A",
                r"g_A = U \left(\operatorname{diag}(g_S) + \frac{skew(\conj{U}^\top g_U)\, S + S\, skew(\conj{V}^\top g_V)}"
                r"{S_j^2 - S_i^2}\right) \conj{V}^\top",
                "u @ inner @ vh + (gUs - u @ (u.mH @ gUs)) @ vh + u @ (gVs - v @ (v.mH @ gVs)).mH",
            ),
        ),
        where={
            "k": "S.shape[-1]",
            "s": "S.unsqueeze(-2)",
            "u": "U[..., :k]",
            "vh": "Vh[..., :k, :]",
            "v": "vh.mH",
            "gU": "grads[0][..., :k]",
            "gV": "grads[2][..., :k, :].mH",
            "skewU": "u.mH @ gU - gU.mH @ u",
            "skewV": "v.mH @ gV - gV.mH @ v",
            "over": "lambda a, b: torch.where(a == 0, 0, a / b)",
            "gUs": "over(gU, s)",
            "gVs": "over(gV, s)",
            "gaps": "s ** 2 - s.mT ** 2 + torch.eye(k)",
            "inner": "over(skewU, gaps) * s + s.mT * over(skewV, gaps) + torch.diag_embed(grads[1]) "
            "+ torch.diag_embed(over(skewU.diagonal(dim1=-2, dim2=-1), 2 * S))",
        },
    ),
    entry(
        "LinalgPinvBackward0",
        en="The inverse's rule, and two terms more for the part of the space that the matrix does not reach.",
        zh="用逆矩阵的法则，再加上两项，对应矩阵达不到的那部分空间。",
        shapes=_MATRIX,
        inputs=(
            Input(
                "self",
                r"g_{self} = -\conj{P}^\top g\, \conj{P}^\top + (I - A P)\, \conj{g}^\top P \conj{P}^\top "
                r"+ \conj{P}^\top P\, \conj{g}^\top (I - P A),\; P = result",
                "-P.mH @ grad @ P.mH + (grad.mH - self @ (P @ grad.mH)) @ P @ P.mH + P.mH @ P @ (grad.mH - "
                "(grad.mH @ P) @ self)",
            ),
        ),
        where={"P": "result"},
    ),
    entry(
        "LinalgMatrixExpBackward0",
        en="The upper right block of the exponential of a matrix twice as large, with what arrives in that block.",
        zh="把传来的梯度放进两倍大的分块矩阵右上角，取其指数的右上块。",
        shapes=_SQUARE,
        inputs=(
            Input(
                "self",
                r"\exp \begin{pmatrix} \conj{A}^\top & g \\ 0 & \conj{A}^\top \end{pmatrix} = "
                r"\begin{pmatrix} \cdot & g_{self} \\ 0 & \cdot \end{pmatrix}",
                "torch.linalg.matrix_exp(torch.cat([torch.cat([self.mH, grad], -1), "
                "torch.cat([torch.zeros_like(grad), self.mH], -1)], -2))[..., :shape[-1], shape[-1]:]",
            ),
        ),
    ),
    entry(
        "CholeskySolveBackward0",
        en="The right-hand side gets the solution for what arrives; the factor gets its part by the product's rule.",
        zh="右端得到以传来的梯度为右端的方程组的解；因子按乘积的法则得到自己的部分。",
        shapes=_SQUARE,
        inputs=(
            Input("self", r"g_{self} = A^{-1} g", "gB.sum_to_size(shape)"),
            Input(
                "input2",
                r"g_L = -(g_B\, \conj{result}^\top + result\, \conj{g_B}^\top)\, L",
                "(-(input2 @ both if upper else both @ input2)).sum_to_size(shape)",
            ),
        ),
        where={
            "gB": "torch.cholesky_solve(grad, input2, upper)",
            "both": "gB @ result.mH + result @ gB.mH",
        },
    ),
    entry(
        "CholeskyInverseBackward0",
        en="The inverse's rule for A = L Lᵀ, then the product's rule for L.",
        zh="先对 A = L Lᵀ 用逆矩阵的法则，再对 L 用乘积的法则。",
        shapes=_SQUARE,
        inputs=(
            Input(
                "self",
                r"g_L = -A^{-1} (g + \conj{g}^\top) A^{-1} L",
                "-self @ both if upper else -both @ self",
            ),
        ),
        where={"both": "result @ (grad + grad.mH) @ result"},
    ),
    entry(
        "FftC2CBackward0",
        en="A Fourier transform is a matrix; its transpose is the transform in the other direction, with the "
        "same scaling.",
        zh="傅里叶变换是一个矩阵；它的共轭转置就是缩放相同、方向相反的变换。",
        shapes=_SIGNAL,
        inputs=(Input("self", r"g_{self} = \conj{F}^\top g", "torch._fft_c2c(grad, dim, normalization, not forward)"),),
    ),
    entry(
        "FftR2CBackward0",
        en="The transform in the other direction, of what arrives with zeros for the half that was left out; "
        "its real part.",
        zh="反方向的变换：被省略的一半补零后作变换，取实部。",
        shapes=_SIGNAL,
        inputs=(
            Input(
                "self",
                r"g_{self} = \operatorname{Re}(\conj{F}^\top g)",
                "torch.real(torch._fft_c2c(full, dim, normalization, False))",
            ),
        ),
        where={
            "full": "grad.new_zeros(shape).slice_scatter(grad, dim[-1], 0, grad.shape[dim[-1]])",
        },
    ),
    entry(
        "FftC2RBackward0",
        en="The transform in the other direction; what stood for two conjugate numbers gets twice its part.",
        zh="反方向的变换；代表一对共轭数的元素得到两倍。",
        shapes=_SIGNAL,
        inputs=(
            Input(
                "self",
                r"g_{self} = m \odot F g,\; m = (1, 2, \ldots, 2, 1)",
                "half * twice.reshape([-1 if d == dim[-1] % len(shape) else 1 for d in range(len(shape))])",
            ),
        ),
        where={
            "half": "torch._fft_r2c(grad, dim, normalization, True)",
            "n": "grad.shape[dim[-1]]",
            "k": "torch.arange(n // 2 + 1)",
            "twice": "torch.where((k > 0) & (2 * k < n), 2.0, 1.0)",
        },
    ),
)
