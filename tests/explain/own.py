"""Samples of our own: random operands that broadcast, have no dimension or lie strided in memory, and kinks and ties."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import torch


def _listed(expressions: str) -> tuple[str, ...]:
    return tuple(expression.strip() for expression in expressions.split(";"))


# Of x, or of x and y, element by element.
POINTWISE = _listed("""
x + 2; x - 2; 2 - x; torch.rsub(x, 2.0, alpha=3); x * 3; x / 3; -x; 1 / x; x ** 2; x ** 3; x ** 0; x ** 0.5;
x ** -1.5; 2.0 ** x; 0.0 ** x; x % 2; torch.fmod(x, 2.0); x + y; torch.add(x, y, alpha=2); x - y;
torch.sub(x, y, alpha=2); torch.rsub(x, y, alpha=2); x * y; x / y; x ** y; torch.remainder(x, y); torch.fmod(x, y);
torch.addcmul(x, y, y, value=2); torch.addcdiv(x, y, y + 1, value=2); torch.lerp(x, y, 0.3); torch.lerp(x, y, x);
torch.ldexp(x, y); torch.div(x, y, rounding_mode='floor'); torch.sinc(x); torch.hypot(x, y);
torch.ops.aten.div.Scalar_mode(x, 2.0, rounding_mode='trunc'); torch.ops.aten.mul.Scalar(x, 3.0); x * x; x + x;
torch.ops.aten.div.Scalar(x, 3.0); torch.ops.aten.add.Scalar(x, 3.0); torch.ops.aten.sub.Scalar(x, 3.0); x.exp();
x.exp2(); x.expm1(); x.log(); x.log2(); x.log10(); x.log1p(); x.sqrt(); x.rsqrt(); x.square(); torch.logaddexp(x, y);
torch.logaddexp2(x, y); torch.xlogy(x, y); torch.xlogy(2.0, x); torch.xlogy(x, 2.0); torch.xlogy(x, -2.0);
torch.special.xlog1py(x, y); x.sin(); x.cos(); x.tan(); x.asin(); x.acos(); x.atan(); x.sinh(); x.cosh(); x.tanh();
x.asinh(); x.acosh(); x.atanh(); torch.atan2(x, y); x.deg2rad(); x.rad2deg(); x.erf(); x.erfc(); x.erfinv();
x.lgamma(); x.digamma(); torch.polygamma(2, x); torch.special.i0e(x); torch.special.i1(x); torch.special.i1e(x);
torch.special.entr(x); torch.special.ndtri(x); torch.i0(x); torch.special.log_ndtr(x); torch.special.erfcx(x);
torch.mvlgamma(x + 4, 3); torch.frexp(x)[0]; x.ceil(); x.floor(); x.round(); x.round(decimals=2); x.trunc(); x.sign();
x.frac(); torch.nan_to_num(x / x); x.sigmoid().bernoulli(); torch.nextafter(x, y); torch.fill(x, 3.0);
(x * 1).zero_(); F.relu(x); F.leaky_relu(x, 0.1); F.leaky_relu(x * 1, 0.1, inplace=True); F.elu(x, 0.7);
F.elu(x * 1, 0.7, True); F.celu(x, 0.7); F.celu(x * 1, 0.7, inplace=True); F.selu(x); F.silu(x); F.mish(x); F.gelu(x);
x.sigmoid(); F.gelu(x, approximate='tanh'); F.softplus(x, 2, 1); F.logsigmoid(x); F.hardtanh(x); (x * 1).copy_(y);
F.hardsigmoid(x * 3); F.hardswish(x * 3); F.hardshrink(x); F.softshrink(x); F.threshold(x, 0.5, 7); F.relu6(x);
F.threshold(x * 1, 0.5, 7, inplace=True); F.rrelu(x); F.rrelu(x, training=True); torch.logit(x, 0.1); x.logit();
x.abs(); torch.where(x > 0, x, y); x.clamp(-1, 1); x.clamp(min=0); x.clamp(max=1); torch.clamp(x, y, y + 1);
torch.clamp(x, y + 1, y); torch.clamp(x, min=y); torch.clamp(x, max=y); torch.clamp_min(x, 0.0); x.clamp_max(1.0);
torch.clamp_min(x, y); torch.clamp_max(x, y); torch.maximum(x, y); torch.minimum(x, y); torch.fmax(x, y);
torch.fmin(x, y); torch.copysign(x, y); torch.copysign(x, -1.0); x.sgn(); x.angle(); x.conj() * 2; x.conj_physical();
torch.ops.aten._neg_view(x); x.clone(); x.to(torch.float32); torch.ops.aten.alias(x); x.masked_fill(x > 0, 2);
x.masked_fill(x > 0, y.sum()); torch.polar(x, y); torch.complex(x, y); F.prelu(x, y.flatten()[:1]);
torch.view_as_complex(torch.stack([x, y], -1)); torch.view_as_real(x * 1j)
""")
# Derivatives of derivatives, of matrices like those below.
SECOND_ORDER = _listed("""
slopes(x.tanh(), x); slopes(x.sigmoid(), x); slopes(F.relu(x), x); slopes(F.leaky_relu(x, 0.1), x); slopes(x[0], x);
slopes(x[1:, ::2], x); slopes(x.diagonal(), x); slopes(x.softmax(-1), x); slopes(x.log_softmax(0), x);
slopes(F.max_pool2d(x.view(1, 3, 4), 2, 1), x);
slopes(F.mse_loss(x, y), x, y); slopes(F.mse_loss(x, y, reduction='none'), x, y)
""")
# Of a matrix x and a matrix y of the same shape (3, 4).
MATRICES = _listed("""
x.sum(); x.sum(0); x.sum(-1, keepdim=True); x.sum((0, 1)); x.nansum(1); x.mean(); x.mean(-1); x.mean((0, 1));
x.mean(0, keepdim=True); x.prod(); x.prod(-1); x.logsumexp(-1); x.var(); x.var(0); x.var(-1, correction=0); x.std();
x.std(-1, keepdim=True); torch.var_mean(x, 1); torch.std_mean(x); x.norm(); x.norm(p=1); x.norm(3, dim=0);
torch.linalg.vector_norm(x, 2, dim=1); torch.linalg.vector_norm(x, 0.5); torch.linalg.vector_norm(x, float('inf'));
torch.linalg.vector_norm(x, 0); torch.ops.aten.norm.Scalar(x, 2); torch.ops.aten.norm.Scalar(x, 3); x.norm(dim=-1);
x.cumsum(0); x.cumprod(-1); x.logcumsumexp(1); x.trace(); torch.dist(x, y, 2); torch.dist(x, y, 1); x.cummax(0);
x.max(); x.min(); x.median(); x.nanmedian(); x.max(1); x.min(-1, keepdim=True); x.median(0); x.nanmedian(-1);
x.kthvalue(2, 1); x.mode(1); x.amax(0); x.amin((0, 1)); x.amax(); torch.aminmax(x); torch.aminmax(x, dim=-1);
x.sort(-1); x.sort(dim=0, stable=True); x.topk(2, -1); x.cummin(-1); x @ y.mT; x.T @ y; F.linear(x, y, y[0, :3]);
torch.addmm(x[0, :3], x, y.mT, beta=2, alpha=3); x @ y[0]; x[0] @ y[0]; torch.vdot(x[0], y[0]);
torch.outer(x[0], y[0]); torch.addmv(x[:, 0], x, y[0], beta=2); torch.addr(x, y[:, 0], y[0], alpha=2);
x.expand(2, 3, 4) @ y.mT.expand(2, 4, 3); torch.baddbmm(x[:, :3], x.expand(2, 3, 4), y.mT.expand(2, 4, 3), alpha=2);
torch.einsum('ik,jk->ij', x, y); torch.addbmm(x[:, :3], x.expand(2, 3, 4), y.mT.expand(2, 4, 3), beta=2);
torch.linalg.cross(x.mT, y[:, :1].mT); torch.linalg.cross(x[:, :1].mT, y.mT); x.view(4, 3); x.reshape(-1);
x.T.reshape(2, 6); x.t(); x.transpose(0, -1); x.permute(-1, 0); x.movedim(0, 1); x[None]; x.unsqueeze(-1).squeeze();
x.unsqueeze(1).squeeze(1); x.flatten(); x.view(3, 1, 4, 1).squeeze((1, 3)); x.expand(2, 3, 4); x[:, :1].expand(3, 4);
x.repeat(2, 3); x.tile(2); x.flip(0, -1); x.roll(1); x.roll((1, -2), (0, 1)); x.rot90(); x.tril(); x.triu(1);
x.unfold(1, 2, 1); F.pad(x, (1, 2, 0, 1)); F.pad(x, (-1, 1)); F.pad(x, (1, 2), mode='reflect');
F.pad(x, (1, 2), mode='replicate'); x[0]; x[-1, 2]; x[1:, ::2]; x[..., -2:]; x[[0, 0, 2]]; x[:, [1, 1]]; x[x > 0];
x[[0, 1], [1, 1]]; x.diagonal(); x.diagonal(1); torch.diag_embed(x); torch.diag(x[0]);
x.index_select(1, torch.tensor([0, 0, 3])); x.narrow(1, 1, 2); x.gather(1, torch.tensor([[0, 0], [1, 3]]));
x.take(torch.tensor([0, 5, 5])); x.masked_select(x[0] > 0); x.select(1, -1);
F.embedding(torch.tensor([[0, 2], [2, 2]]), x); F.embedding(torch.tensor([0, 1, 1]), x, padding_idx=0);
F.embedding(torch.tensor([0, 1, 1]), x, scale_grad_by_freq=True); x.masked_scatter(x > 0, y); torch.fill(x, y.sum());
x.index_put((torch.tensor([0, 2]),), y[:2]); x.index_put((torch.tensor([0, 0]),), y[:2], accumulate=True);
x.index_fill(0, torch.tensor([1, 1]), y.sum()); x.index_copy(0, torch.tensor([2, 0]), y[:2]);
torch.select_copy(x, 0, -1); x.index_add(1, torch.tensor([0, 0]), y[:, :2], alpha=2);
x.scatter(1, torch.tensor([[3], [0]]), y[:2, :1]); torch.slice_copy(x, 1, 1, 3);
x.scatter(1, torch.tensor([[3], [0]]), 9.0); x.scatter_add(0, torch.tensor([[0, 0], [0, 1]]), y[:2, :2]);
x.put(torch.tensor([0, 7]), y[0, :2]); torch.select_scatter(x, y[0], 0, 1);
torch.slice_scatter(x, y[:, :2], 1, 0, 4, 2); torch.diagonal_scatter(x, y[0, :3]); torch.cat([x, y]);
torch.cat([x, y, x[:, :1]], -1); torch.stack([x, y], -1); torch.block_diag(x, y[0], y[0, 0]); x.unbind(1); x.split(2);
x.split([1, 3], -1); x.chunk(2, -1); torch.unsafe_split_with_sizes(x, (1, 3), 1); torch.split_copy(x, 2, 1);
x.softmax(-1); x.softmax(0); x.log_softmax(1); F.glu(x); F.cross_entropy(x, torch.tensor([0, 3, 1]));
F.cross_entropy(x, torch.tensor([0, -100, 1]), weight=torch.tensor([1.0, 2, 3, 4], dtype=x.dtype)); F.mse_loss(x, y);
F.nll_loss(x, torch.tensor([0, 3, 1]), reduction='none'); F.mse_loss(x, y, reduction='sum'); F.l1_loss(x, y);
F.smooth_l1_loss(x, y, beta=0.5); F.huber_loss(x, y, delta=0.5); F.binary_cross_entropy(x.sigmoid(), y.sigmoid());
F.binary_cross_entropy_with_logits(x, y.sigmoid(), pos_weight=torch.tensor(2.0));
F.soft_margin_loss(x, y.sign().detach()); F.kl_div(x.log_softmax(-1), y.softmax(-1)); F.poisson_nll_loss(x, y.exp());
F.multi_margin_loss(x, torch.tensor([0, 3, 1])); F.multilabel_margin_loss(x, torch.tensor([[0, 3, -1, 0]] * 3));
F.layer_norm(x, (4,), y[0], y[1]); F.layer_norm(x, (3, 4)); F.batch_norm(x, None, None, y[0], y[1], training=True);
F.group_norm(x.expand(2, 3, 4), 3, y[:, 0], y[:, 1]);
F.batch_norm(x, torch.zeros(4).to(x), torch.ones(4).to(x), y[0], y[1]); torch.cdist(x, y); torch.cdist(x, y, 1);
F.pdist(x); torch.ops.aten._native_batch_norm_legit.no_stats(x, y[0], y[1], True, 0.1, 1e-5)[0];
F.instance_norm(x.expand(2, 3, 4)); F.fold(x.view(1, 4, 3), (2, 4), (2, 2)); F.max_pool1d(x, 2);
F.avg_pool1d(x, 2, 1, 1); F.unfold(x.view(1, 1, 3, 4), 2); F.max_pool2d(x.view(1, 3, 4), 2, 1);
F.avg_pool2d(x.view(1, 3, 4), 2, ceil_mode=True); F.adaptive_avg_pool2d(x.view(1, 3, 4), (2, 3));
F.conv1d(x[None], y.T[:, :3, None].expand(4, 3, 2), y[0]);
F.conv2d(x[None, None], y[None, None, :2, :3], padding=1, stride=(2, 1));
F.conv_transpose1d(x[None], y[:, :, None], stride=2); torch.linalg.det(x[:, :3]); torch.linalg.slogdet(x[:, :3]);
torch.linalg.inv(x[:, :3]); torch.linalg.solve(x[:, :3], y); torch.linalg.solve(x[:, :3].expand(2, 3, 3), y[:, :2]);
torch.linalg.cholesky(x @ x.mT + 3 * torch.eye(3)); torch.linalg.qr(x.T); torch.linalg.qr(x);
torch.linalg.eigvalsh(x @ x.mT); torch.linalg.matrix_exp(x[:, :3]); torch.linalg.pinv(x);
torch.linalg.solve_triangular(x[:, :3].expand(2, 3, 3), y, upper=True); torch.fft.fft(x); torch.fft.rfft(x);
torch.fft.irfft(x); (x * 1).copy_(y[0]); torch.ops.aten.t_copy(x); (x * 1).unsqueeze_(0); (x * 1).squeeze_();
(x * 1).transpose_(0, 1); torch.cdist(x, y, compute_mode='use_mm_for_euclid_dist');
F.pad(x.view(1, 3, 4), (1, 2, 2, 1), mode='reflect'); F.pad(x.view(1, 3, 2, 2), (1, 1, 0, 1, 2, 1), mode='reflect');
F.pad(x.view(1, 3, 2, 2), (1, 2, 0, 1, 2, 1), mode='replicate'); x[0].masked_fill(x > 0, 2);
x[0].masked_fill(x > 0, y.sum()); x[0].masked_scatter(x > 0, y); torch.addmv(x[0, 0], x, y[0]);
torch.addr(x[0], y[:, 0], y[0]); torch.cholesky_solve(y, x[:, :3].expand(2, 3, 3));
torch.cholesky_solve(y.expand(2, 3, 4), x[:, :3]);
F.scaled_dot_product_attention(x.view(1, 1, 3, 4), y.view(1, 1, 3, 4), (x + y).view(1, 1, 3, 4));
F.scaled_dot_product_attention(x.view(1, 1, 3, 4), y.view(1, 1, 3, 4), (x + y).view(1, 1, 3, 4), is_causal=True);
F.scaled_dot_product_attention(x[None, None], y[None, None], x[None, None], (x @ y.mT).detach()[None, None], scale=0.3);
F.interpolate(x.view(1, 1, 3, 4), scale_factor=2); F.interpolate(x.view(1, 1, 3, 4), (5, 2), mode='nearest-exact');
F.interpolate(x.view(1, 1, 3, 2, 2), scale_factor=2); F.interpolate(x.view(1, 1, 3, 2, 2), (5, 2, 3), mode='nearest-exact');
F.interpolate(x.view(1, 3, 4), scale_factor=1.5); F.interpolate(x.view(1, 3, 4), 3, mode='nearest-exact');
F.interpolate(x.view(1, 3, 4), 7, mode='linear'); F.interpolate(x.view(1, 1, 3, 4), (5, 2), mode='bilinear');
torch._weight_norm(x, y[:, :1], 0); torch._weight_norm(x, y[:1], 1); F.bilinear(x, y, torch.stack([x, y]).mT @ x);
torch._standard_gamma(x.abs() + 1); F.ctc_loss(x.log_softmax(-1), torch.tensor([1, 2]), (2,), (2,));
F.ctc_loss(torch.stack([x, y], 1).log_softmax(-1), torch.tensor([1, 3, 2]), (3, 2), (2, 1));
F.ctc_loss(torch.stack([x, y], 1).log_softmax(-1), torch.tensor([[1, 1], [2, 0]]), (2, 3), (2, 1), zero_infinity=True);
x.scatter_reduce(0, torch.tensor([[0, 1, 1, 0], [0, 1, 2, 2]]), y, 'amax');
x.scatter_reduce(1, torch.tensor([[0, 0]]), y, 'mean');
x.scatter_reduce(1, torch.tensor([[0, 0, 1]]), y, 'prod', include_self=False); x.renorm(2, 0, 1.0); x.renorm(1, 1, 0.5);
x.index_reduce(0, torch.tensor([1, 1]), y[:2], 'mean'); x.index_reduce(1, torch.tensor([1, 1, 3]), y[:, :3], 'prod');
F.grid_sample(x.view(1, 1, 3, 4), y.reshape(1, 2, 3, 2)); F.interpolate(x.view(1, 1, 3, 4), (5, 2), mode='bicubic');
F.grid_sample(x.view(1, 1, 3, 4), y.reshape(1, 2, 3, 2), 'bicubic', 'reflection', True);
torch.linalg.lu(x.T); torch.linalg.lu(x)[2]; torch.linalg.lstsq(x.T, y.T).solution; torch.linalg.lu_factor(x)[0];
torch.linalg.lu_solve(*torch.linalg.lu_factor(x[:, :3].expand(2, 3, 3)), y);
torch.linalg.lu_solve(*torch.linalg.lu_factor(x[:, :3]), y.expand(2, 3, 4));
torch.triangular_solve(y, x[:, :3].expand(2, 3, 3))[0]; torch.triangular_solve(y, x[:, :3], False, True, True)[0];
torch.normal(x, x.abs() + 1); torch.normal(0.0, x.abs()); torch.normal(x, 1.0);
x.to_sparse().to_dense() * 2; x.to_sparse(1).to_dense(); x.relu().to_sparse().to_dense();
F.embedding_bag(torch.tensor([[0, 1], [2, 2]]), x, mode='sum');
F.embedding_bag(torch.tensor([[0, 1], [2, 2]]), x);
F.embedding_bag(torch.tensor([0, 1, 1]), x, torch.tensor([0, 1]), mode='max');
F.embedding_bag(torch.tensor([[0, 1], [2, 2]]), x, mode='sum', per_sample_weights=y[:2, :2]);
F.interpolate(x.view(1, 1, 3, 2, 2), (2, 3, 3), mode='trilinear'); F.interpolate(x.view(1, 1, 3, 2, 2), (2, 3, 3));
F.interpolate(x.view(1, 1, 3, 4), (5, 2), mode='bilinear', antialias=True); torch.narrow_copy(x, 1, 1, 2);
F.channel_shuffle(x.view(1, 6, 2, 1), 3); F.channel_shuffle(x.view(1, 6, 2, 1), 2)
""")

_PAIRS = (((), ()), ((2, 3), (2, 3)), ((2, 3), ()), ((), (3,)), ((2, 3), (3,)), ((2, 1), (1, 3)), ((4, 1, 3), (2, 1)))
_KINKS = (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0)


def samples(expression: str, dtype: torch.dtype) -> Iterator[dict[str, torch.Tensor]]:
    """Operands for an expression, new leaves each time."""
    if expression in MATRICES or expression in SECOND_ORDER:
        yield {"x": _random((3, 4), dtype), "y": _random((3, 4), dtype)}
        yield {"x": _strided((3, 4), dtype), "y": _strided((3, 4), dtype)}
        whole = torch.randint(-2, 3, (3, 4)).to(dtype)
        yield {"x": whole.requires_grad_(), "y": whole.flip(0).requires_grad_()}
    elif re.search(r"\by\b", expression):
        for one, other in _PAIRS:
            yield {"x": _random(one, dtype), "y": _random(other, dtype)}
            yield {"x": _strided(one, dtype), "y": _strided(other, dtype)}
        pairs = torch.tensor(list(itertools.product(_KINKS, _KINKS)), dtype=torch.float64).to(dtype)
        yield {"x": pairs[:, 0].clone().requires_grad_(), "y": pairs[:, 1].clone().requires_grad_()}
    else:
        for shape in ((), (3,), (2, 3)):
            yield {"x": _random(shape, dtype)}
            yield {"x": _strided(shape, dtype)}
        yield {"x": torch.tensor(_KINKS, dtype=torch.float64).to(dtype).requires_grad_()}


def run(expression: str, operands: dict[str, torch.Tensor]) -> Any:
    """What an expression gives."""
    names = {"torch": torch, "F": torch.nn.functional, "slopes": _slopes}
    return eval(expression, names, operands)


def _slopes(result: torch.Tensor, *inputs: torch.Tensor) -> Any:
    """The gradients of the squared sum, with a graph of their own."""
    return torch.autograd.grad((result**2).sum(), inputs, create_graph=True)


def _random(shape: tuple[int, ...], dtype: torch.dtype) -> torch.Tensor:
    return torch.randn(shape, dtype=dtype).requires_grad_()


def _strided(shape: tuple[int, ...], dtype: torch.dtype) -> torch.Tensor:
    """Positive numbers, as many functions want them, every second one of a memory that lies the other way round."""
    twice = torch.rand((*reversed(shape), 2), dtype=dtype)[..., 0]
    return twice.permute(tuple(range(len(shape)))[::-1]).requires_grad_()
