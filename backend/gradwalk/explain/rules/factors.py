"""Triangular and orthogonal factors of matrices, and what is solved with them."""

from ...recording.base import Words
from .entry import Input, entry

_MATRIX = Words(
    en="Matrices (m, n), or a batch of them; what is sent has the input's shape.",
    zh="矩阵 (m, n) 或一批矩阵；传出的与输入同形。",
)
_LU_EN = (
    "L stays lower triangular with ones on its diagonal and U upper triangular, so of what arrives the triangles of Lᵀg and gUᵀ "
    "count, between the inverse factors; the permutation P is a constant."
)
_LU_ZH = "L 保持单位下三角、U 保持上三角，所以只取 Lᵀg 与 gUᵀ 的三角部分，夹在两个因子的逆之间；置换 P 是常数。"
_LU_FORMULA = (
    r"g_A = P\, \conj{L}^{-\top} \left(\operatorname{tril}(\conj{L}^\top g_L) + \operatorname{triu}(g_U\, \conj{U}^\top)\right) "
    r"\conj{U}^{-\top}"
)
# Of an (m, n) matrix the first k = min(m, n) rows and columns are square; one of `right` and `below` is empty.
_LU = {
    "k": "min(L.shape[-2], U.shape[-1])",
    "L1": "L[..., :k, :]",
    "U1": "U[..., :k]",
    "fromL": "lambda x: torch.linalg.solve_triangular(L1.mH, x, upper=True, unitriangular=True)",
    "fromU": "lambda x: torch.linalg.solve_triangular(U1.mH, x, upper=False, left=False)",
    "low": "L1.mH @ gL[..., :k, :] - gU[..., k:] @ U[..., k:].mH",
    "high": "gU[..., :k] @ U1.mH - L[..., k:, :].mH @ gL[..., k:, :]",
    "core": "fromL(fromU(low.tril(-1) + high.triu()))",
    "right": "fromL(gU[..., k:])",
    "below": "torch.nn.functional.pad(fromU(gL[..., k:, :]), (0, U.shape[-1] - k))",
    "joined": "torch.cat([torch.cat([core, right], -1), below], -2)",
}
_REFLECTED = {
    "m, k": "reflectors.shape[-2], tau.shape[-1]",
    "full": "torch.nn.functional.pad(reflectors, (0, m - reflectors.shape[-1]))",
    "some": "lambda keep: torch.linalg.householder_product(full, torch.where(keep, tau, 0))",
    "G": "[some(torch.arange(k) < i).mH @ gQ @ some(torch.arange(k) > i).mH for i in range(k)]",
    "v": "[(reflectors[..., i:i + 1].tril(-i - 1) + torch.eye(m)[:, i:i + 1]) for i in range(k)]",
    "gtau": "torch.cat([(-v[i].mH @ G[i] @ v[i])[..., 0] for i in range(k)] + [tau[..., :0]], -1)",
    "gv": "torch.cat([-tau[..., i, None, None].conj() * (G[i] @ v[i]) - tau[..., i, None, None] * (G[i].mH @ v[i]) "
    "for i in range(k)] + [torch.zeros_like(reflectors[..., k:])], -1).tril(-1)",
}
_REFLECTED_EN = (
    "Q is a product of reflections I - τ v vᵀ: by the product's rule each gets what arrives between those before and those after "
    "it (G), and hands it to its τ and its v, stored below the diagonal."
)
_REFLECTED_ZH = "Q 是反射 I - τ v vᵀ 之积：按乘积的法则，每个反射得到夹在它前后各反射之间的梯度（G），再传给它的 τ 和 v（只存对角线以下的部分）。"
_REFLECTED_FORMULAS = (
    r"g_v = -\conj{\tau}\, G v - \tau\, \conj{G}^\top v",
    r"g_\tau = -\conj{v}^\top G\, v",
)

ENTRIES = (
    entry(
        "LinalgLuBackward0",
        en=_LU_EN,
        zh=_LU_ZH,
        shapes=_MATRIX,
        inputs=(Input("A", _LU_FORMULA, "P @ joined if pivot else joined"),),
        where={"gL": "grads[0]", "gU": "grads[1]"} | _LU,
    ),
    entry(
        "LinalgLuFactorExBackward0",
        en=_LU_EN + " L and U arrive in one matrix, LU.",
        zh=_LU_ZH + "L 与 U 合存于一个矩阵 LU。",
        shapes=_MATRIX,
        inputs=(
            Input("A", _LU_FORMULA, "torch.lu_unpack(LU, pivots, unpack_data=False)[0] @ joined if pivot else joined"),
        ),
        where={
            "rank": "min(LU.shape[-2:])",
            "L": "LU[..., :rank].tril(-1) + torch.eye(LU.shape[-2], rank)",
            "U": "LU[..., :rank, :].triu()",
            "gL": "grad[..., :rank].tril(-1)",
            "gU": "grad[..., :rank, :].triu()",
        }
        | _LU,
    ),
    entry(
        "LuUnpackBackward0",
        en="L and U were taken from one matrix: what arrives at each goes back to its triangle; the ones on L's diagonal were constants.",
        zh="L 与 U 取自同一个矩阵：传到各自的梯度放回各自的三角；L 对角线上的 1 是常数。",
        shapes=_MATRIX,
        inputs=(
            Input(
                "LU_data",
                r"g_{LU} = \operatorname{tril}(g_L, -1) + \operatorname{triu}(g_U)",
                "grad.new_zeros(shape).slice_scatter(grads[0].tril(-1), -1, 0, grads[0].shape[-1], 1) "
                "+ grad.new_zeros(shape).slice_scatter(grads[1].triu(), -2, 0, grads[1].shape[-2], 1)",
                kind="move",
            ),
        ),
    ),
    entry(
        "LinalgLuSolveBackward0",
        en="The right-hand side gets the solution of the transposed system for what arrives; A gets minus that times the result "
        "transposed, and L and U their triangles of it by the product's rule.",
        zh="右端得到以传来的梯度为右端的转置方程组的解；A 得到该解与结果转置之积，取负；L 与 U 按乘积的法则各取其三角部分。",
        shapes=_MATRIX,
        inputs=(
            Input(
                "LU",
                r"g_{LU} = \operatorname{tril}(P^\top g_A\, \conj{U}^\top, -1) + \operatorname{triu}(\conj{L}^\top P^\top g_A),\; "
                r"g_A = -g_B\, \conj{result}^\top",
                "((P.mT @ gA @ U.mH).tril(-1) + (L.mH @ P.mT @ gA).triu()).sum_to_size(shape)",
                kind="matmul",
            ),
            Input("B", r"g_B = \conj{A}^{-\top} g", "gB.sum_to_size(shape)", kind="matmul"),
        ),
        where={
            "P, L, U": "torch.lu_unpack(LU, pivots)",
            "gB": "torch.linalg.lu_solve(LU, pivots, grad, left=left, adjoint=not adjoint)",
            "one": "gB @ result.mH if left else result.mH @ gB",
            "gA": "-one.mH if adjoint else -one",
        },
    ),
    entry(
        "TriangularSolveBackward0",
        en="The right-hand side gets the solution of the transposed triangular system; the matrix gets minus that times the result "
        "transposed, its triangle only.",
        zh="右端得到转置三角方程组的解；矩阵得到该解与结果转置之积的三角部分，取负。",
        shapes=_MATRIX,
        inputs=(
            Input("self", r"g_{self} = \conj{A}^{-\top} g", "gB.sum_to_size(shape)", kind="matmul"),
            Input(
                "A",
                r"g_A = -\operatorname{tri}(g_{self}\, \conj{solution}^\top)",
                "((gA.triu(1 if unitriangular else 0) if upper else gA.tril(-1 if unitriangular else 0)) + grads[1]).sum_to_size(shape)",
                kind="matmul",
            ),
        ),
        where={
            "M": "A.conj() if transpose else A.mH",
            "gB": "torch.linalg.solve_triangular(M, grad, upper=upper if transpose else not upper, unitriangular=unitriangular)",
            "gA": "-(solution.conj() @ gB.mT if transpose else gB @ solution.mH)",
        },
    ),
    entry(
        "LinalgLstsqBackward0",
        en="The solution is the pseudo-inverse times b: b gets the pseudo-inverse transposed times what arrives, the matrix what the "
        "pseudo-inverse's rule makes of it; the squared residuals add their own slope.",
        zh="解是伪逆乘以 b：b 得到伪逆的转置乘以传来的梯度，矩阵按伪逆的法则得到梯度；残差平方和另加自己的斜率。",
        shapes=_MATRIX,
        inputs=(
            Input(
                "self",
                r"g_{self} = -\conj{P}^\top G\, \conj{P}^\top + (I - A P)\, \conj{G}^\top P \conj{P}^\top "
                r"+ \conj{P}^\top P\, \conj{G}^\top (I - P A),\; G = g\, \conj{b}^\top,\; P = A^{+}",
                "-P.mH @ G @ P.mH + (G.mH - self @ (P @ G.mH)) @ P @ P.mH + P.mH @ P @ (G.mH - (G.mH @ P) @ self) "
                "+ (slope @ solution.mH if residuals else 0)",
                kind="matmul",
            ),
            Input("b", r"g_b = \conj{P}^\top g", "P.mH @ grad - (slope if residuals else 0)", kind="matmul"),
        ),
        where={
            "P": "torch.linalg.pinv(self)",
            "G": "grad @ b.mH",
            "residuals": "grads[1].numel() > 0",
            "slope": "2 * grads[1].unsqueeze(-2) * (self @ solution - b) if residuals else 0",
        },
    ),
    entry(
        "LinalgHouseholderProductBackward0",
        en=_REFLECTED_EN,
        zh=_REFLECTED_ZH,
        shapes=_MATRIX,
        inputs=(
            Input("input", _REFLECTED_FORMULAS[0], "gv", kind="matmul"),
            Input("tau", _REFLECTED_FORMULAS[1], "gtau", kind="matmul"),
        ),
        where={
            "reflectors": "input",
            "gQ": "torch.nn.functional.pad(grad, (0, input.shape[-2] - input.shape[-1]))",
        }
        | _REFLECTED,
    ),
    entry(
        "OrmqrBackward0",
        en="The other factor gets Qᵀg. " + _REFLECTED_EN,
        zh="另一个因子得到 Qᵀg。" + _REFLECTED_ZH,
        shapes=_MATRIX,
        inputs=(
            Input("self", _REFLECTED_FORMULAS[0], "gv", kind="matmul"),
            Input("input2", _REFLECTED_FORMULAS[1], "gtau", kind="matmul"),
            Input(
                "input3",
                r"g_{input3} = \conj{Q}^\top g",
                "torch.ormqr(self, input2, grad, left, not transpose)",
                kind="matmul",
            ),
        ),
        where={
            "reflectors, tau": "self, input2",
            "one": "grad @ input3.mH if left else input3.mH @ grad",
            "gQ": "one.mH if transpose else one",
        }
        | _REFLECTED,
    ),
)
