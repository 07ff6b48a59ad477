"""Training steps as courses and papers write them."""

TRAINING = {
    "a GAN": """
from torch import nn
torch.manual_seed(0)
G = nn.Sequential(nn.Linear(2, 4), nn.LeakyReLU(0.2), nn.Linear(4, 3))
D = nn.Sequential(nn.Linear(3, 4), nn.LeakyReLU(0.2), nn.Linear(4, 1), nn.Sigmoid())
opt_g = torch.optim.Adam(G.parameters(), lr=1e-2, betas=(0.5, 0.999))
opt_d = torch.optim.Adam(D.parameters(), lr=1e-2, betas=(0.5, 0.999))
criterion = nn.BCELoss()
real = torch.randn(5, 3)
ones, zeros = torch.ones(5, 1), torch.zeros(5, 1)
for step in range(2):
    D.zero_grad()
    loss_real = criterion(D(real), ones)
    loss_real.backward()
    fake = G(torch.randn(5, 2))
    loss_fake = criterion(D(fake.detach()), zeros)
    loss_fake.backward()
    opt_d.step()
    G.zero_grad()
    loss_g = criterion(D(fake), ones)
    loss_g.backward()
    opt_g.step()
    print(f"{step}: {loss_real.item() + loss_fake.item():.4f} {loss_g:.4f}")
first = G[0].weight
""",
    "MAML": """
import torch.nn.functional as F
torch.manual_seed(0)
w = torch.randn(1, 3, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
params = {"w": w, "b": b}
def net(x, p):
    return F.linear(x, p["w"], p["b"])
meta = torch.optim.SGD(params.values(), lr=0.1)
for task in range(2):
    xs, ys = torch.randn(4, 3), torch.randn(4, 1)
    fast = dict(params)
    for k in range(2):
        inner = F.mse_loss(net(xs, fast), ys)
        grads = torch.autograd.grad(inner, fast.values(), create_graph=True)
        fast = {n: p - 0.1 * g for (n, p), g in zip(fast.items(), grads)}
    outer = F.mse_loss(net(xs, fast), ys)
    meta.zero_grad()
    outer.backward()
    meta.step()
print(w, b, outer)
""",
    "a gradient penalty in a GAN": """
from torch import nn, autograd
torch.manual_seed(0)
D = nn.Sequential(nn.Linear(2, 8), nn.SiLU(), nn.Linear(8, 1))
real, fake = torch.randn(4, 2), torch.randn(4, 2)
alpha = torch.rand(4, 1).expand_as(real)
inter = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
out = D(inter)
ones = torch.ones(out.size())
grads = autograd.grad(outputs=out, inputs=inter, grad_outputs=ones, create_graph=True, retain_graph=True, only_inputs=True)[0]
grads = grads.view(grads.size(0), -1)
gp = ((grads.norm(2, dim=1) - 1) ** 2).mean() * 10
loss = D(fake).mean() - D(real).mean() + gp
loss.backward()
w = D[0].weight
print(loss, w.grad, inter.grad)
""",
    "averaged parameters": """
import copy
import torch
from torch import nn
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
ema = copy.deepcopy(model)
for p in ema.parameters():
    p.requires_grad_(False)
opt = torch.optim.RMSprop(model.parameters(), lr=0.05)
for i in range(2):
    loss = model(torch.randn(4, 2)).pow(2).sum()
    opt.zero_grad()
    loss.backward()
    opt.step()
    with torch.no_grad():
        for p_ema, p in zip(ema.parameters(), model.parameters()):
            p_ema.mul_(0.9).add_(p, alpha=0.1)
        for b_ema, b in zip(ema.buffers(), model.buffers()):
            b_ema.copy_(b)
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
avg = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9))
avg.update_parameters(model)
avg.update_parameters(model)
a, b, c, n = ema[0].weight, ema[1].running_mean, ema[1].num_batches_tracked, avg.n_averaged
print(a, b, c, n)
""",
    "clipping, schedules and accumulated gradients": """
from torch import nn
torch.manual_seed(0)
net = nn.Linear(3, 1)
opt = torch.optim.AdamW(net.parameters(), lr=0.1, weight_decay=0.01, amsgrad=True)
sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda e: 0.5 ** e)
plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(opt, patience=0)
accum = 2
for i in range(4):
    x, y = torch.randn(2, 3), torch.randn(2, 1)
    loss = nn.functional.huber_loss(net(x), y) / accum
    loss.backward()
    if (i + 1) % accum == 0:
        total = torch.nn.utils.clip_grad_norm_(net.parameters(), max_norm=0.1, error_if_nonfinite=True)
        opt.step()
        sched.step()
        opt.zero_grad()
        print(total, sched.get_last_lr())
plateau.step(loss)
w, b = net.weight, net.bias
print(opt.state_dict()["param_groups"][0]["lr"])
""",
    "autocast with a scaler": """
from torch import nn
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.LayerNorm(4), nn.Linear(4, 1))
opt = torch.optim.SGD(net.parameters(), lr=0.1)
scaler = torch.amp.GradScaler("cpu", enabled=True)
x, y = torch.randn(5, 3), torch.randn(5, 1)
for i in range(2):
    opt.zero_grad(set_to_none=True)
    with torch.autocast(device_type="cpu", dtype=torch.bfloat16):
        out = net(x)
        loss = nn.functional.mse_loss(out.float(), y)
    scaler.scale(loss).backward()
    scaler.unscale_(opt)
    nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    scaler.step(opt)
    scaler.update()
    print(out.dtype, loss.dtype, scaler.get_scale())
w = net[0].weight
""",
    "reinforcement learning": """
from torch.distributions import Categorical, Normal, kl_divergence
torch.manual_seed(0)
policy = torch.nn.Linear(2, 3)
opt = torch.optim.Adam(policy.parameters(), lr=0.01)
rewards, logps = [], []
state = torch.zeros(2)
for t in range(4):
    dist = Categorical(logits=policy(state))
    a = dist.sample()
    logps.append(dist.log_prob(a))
    rewards.append(float(a == 1))
    state = torch.tensor([t / 4, a.item()])
R, returns = 0.0, []
for r in rewards[::-1]:
    R = r + 0.9 * R
    returns.insert(0, R)
returns = torch.tensor(returns)
returns = (returns - returns.mean()) / (returns.std() + 1e-8)
loss = torch.stack([-lp * R for lp, R in zip(logps, returns)]).sum()
opt.zero_grad()
loss.backward()
opt.step()
mu, sigma = torch.zeros(2, requires_grad=True), torch.ones(2, requires_grad=True)
n = Normal(mu, sigma)
z = n.rsample()
kl = kl_divergence(n, Normal(torch.ones(2), 2.0)).sum()
(z.sum() + kl).backward()
w = policy.weight
print(mu.grad, sigma.grad, kl)
""",
    "a VAE": """
from torch import nn
torch.manual_seed(0)
class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc = nn.Linear(4, 6); self.mu = nn.Linear(6, 2); self.lv = nn.Linear(6, 2)
        self.dec = nn.Sequential(nn.Linear(2, 6), nn.ReLU(), nn.Linear(6, 4))
    def reparam(self, mu, logvar):
        std = torch.exp(0.5 * logvar)
        eps = torch.randn_like(std)
        return eps.mul(std).add_(mu)
    def forward(self, x):
        h = torch.relu(self.enc(x))
        mu, logvar = self.mu(h), self.lv(h)
        return torch.sigmoid(self.dec(self.reparam(mu, logvar))), mu, logvar
vae = VAE()
opt = torch.optim.Adam(vae.parameters())
x = torch.rand(3, 4)
for _ in range(2):
    recon, mu, logvar = vae(x)
    bce = nn.functional.binary_cross_entropy(recon, x, reduction="sum")
    kld = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
    loss = bce + kld
    opt.zero_grad(); loss.backward(); opt.step()
w = vae.mu.weight
print(loss)
""",
    "manual SGD in three styles": """
torch.manual_seed(0)
w1 = torch.ones(2, requires_grad=True)
w2 = torch.ones(2, requires_grad=True)
w3 = torch.ones(2, requires_grad=True)
for i in range(2):
    loss = (w1 * w2 * w3).sum()
    loss.backward()
    w1.data -= 0.1 * w1.grad.data
    w1.grad.data.zero_()
    with torch.no_grad():
        w2 -= 0.1 * w2.grad
        w2.grad = None
    w3 = (w3 - 0.1 * w3.grad).detach().requires_grad_()
w1.grad.zero_()
print(w1, w2, w3)
""",
}
