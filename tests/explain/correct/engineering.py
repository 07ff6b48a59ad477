"""Correct programs as engineers write them: classes, loaders, schedules, several models."""

_HEAD = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\ntorch.manual_seed(0)\n"

ENGINEERING = {
    "a module of one's own": _HEAD
    + """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(4, 8), nn.Linear(8, 1)
    def forward(self, x):
        return self.second(F.relu(self.first(x)))
net = Net()
loss = net(torch.randn(16, 4)).pow(2).mean()
loss.backward()
print(net.first.weight.grad.shape)
""",
    "a residual block": _HEAD
    + """
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Sequential(nn.Linear(4, 4), nn.Tanh(), nn.Linear(4, 4))
    def forward(self, x):
        return x + self.inner(x)
out = nn.Sequential(Block(), Block())(torch.randn(8, 4))
out.sum().backward()
""",
    "a loader": _HEAD
    + """
from torch.utils.data import DataLoader, TensorDataset
data = TensorDataset(torch.randn(12, 3), torch.randn(12, 1))
model = nn.Linear(3, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in DataLoader(data, batch_size=4, shuffle=True):
    opt.zero_grad()
    F.mse_loss(model(x), y).backward()
    opt.step()
""",
    "a running loss": _HEAD
    + """
model = nn.Linear(3, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
running = 0.0
for step in range(5):
    x = torch.randn(4, 3)
    loss = model(x).pow(2).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
    running += loss.item()
print(running / 5)
""",
    "losses in a list of numbers": _HEAD
    + """
model = nn.Linear(3, 1)
opt = torch.optim.Adam(model.parameters())
history = []
for step in range(5):
    loss = model(torch.randn(4, 3)).pow(2).mean()
    opt.zero_grad(set_to_none=True)
    loss.backward()
    opt.step()
    history.append(loss.detach().item())
print(history)
""",
    "a summed loss": _HEAD
    + """
model = nn.Linear(3, 1)
total = torch.tensor(0.0)
for x in torch.randn(4, 3):
    total = total + model(x).pow(2).sum()
total.backward()
print(model.weight.grad)
""",
    "clipping": _HEAD
    + """
model = nn.Linear(3, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(3):
    opt.zero_grad()
    model(torch.randn(8, 3)).pow(2).mean().backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    opt.step()
""",
    "a schedule": _HEAD
    + """
model = nn.Linear(3, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
schedule = torch.optim.lr_scheduler.StepLR(opt, step_size=2)
for _ in range(4):
    opt.zero_grad()
    model(torch.randn(8, 3)).pow(2).mean().backward()
    opt.step()
    schedule.step()
print(schedule.get_last_lr())
""",
    "train and evaluate": _HEAD
    + """
model = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Dropout(), nn.Linear(8, 1))
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(2):
    model.train()
    opt.zero_grad()
    model(torch.randn(8, 3)).pow(2).mean().backward()
    opt.step()
    model.eval()
    with torch.no_grad():
        print(model(torch.randn(8, 3)).pow(2).mean())
""",
    "a frozen backbone": _HEAD
    + """
backbone, head = nn.Linear(4, 8), nn.Linear(8, 2)
for parameter in backbone.parameters():
    parameter.requires_grad = False
opt = torch.optim.SGD(head.parameters(), lr=0.1)
for _ in range(2):
    opt.zero_grad()
    F.cross_entropy(head(F.relu(backbone(torch.randn(8, 4)))), torch.randint(0, 2, (8,))).backward()
    opt.step()
""",
    "a GAN": _HEAD
    + """
generator, judge = nn.Linear(2, 3), nn.Linear(3, 1)
g_opt = torch.optim.Adam(generator.parameters())
d_opt = torch.optim.Adam(judge.parameters())
for _ in range(2):
    real, fake = torch.randn(8, 3), generator(torch.randn(8, 2))
    d_opt.zero_grad()
    d_loss = F.softplus(-judge(real)).mean() + F.softplus(judge(fake.detach())).mean()
    d_loss.backward()
    d_opt.step()
    g_opt.zero_grad()
    F.softplus(-judge(fake)).mean().backward()
    g_opt.step()
""",
    "a target network": _HEAD
    + """
import copy
online = nn.Linear(4, 2)
target = copy.deepcopy(online)
opt = torch.optim.SGD(online.parameters(), lr=0.1)
for _ in range(2):
    state, action = torch.randn(8, 4), torch.randint(0, 2, (8, 1))
    with torch.no_grad():
        goal = target(torch.randn(8, 4)).max(1, keepdim=True).values
    loss = F.smooth_l1_loss(online(state).gather(1, action), goal)
    opt.zero_grad()
    loss.backward()
    opt.step()
""",
    "policy gradient": _HEAD
    + """
policy = nn.Linear(4, 2)
opt = torch.optim.SGD(policy.parameters(), lr=0.1)
chosen = torch.distributions.Categorical(logits=policy(torch.randn(8, 4)))
action = chosen.sample()
loss = -(chosen.log_prob(action) * torch.randn(8)).mean()
opt.zero_grad()
loss.backward()
opt.step()
""",
    "a variational autoencoder": _HEAD
    + """
encoder, decoder = nn.Linear(4, 4), nn.Linear(2, 4)
x = torch.randn(8, 4)
mean, spread = encoder(x).chunk(2, dim=1)
z = mean + torch.exp(spread / 2) * torch.randn_like(mean)
loss = F.mse_loss(decoder(z), x) - 0.5 * (1 + spread - mean ** 2 - spread.exp()).mean()
loss.backward()
""",
    "a GRU": _HEAD
    + """
cell, head = nn.GRU(3, 5, batch_first=True), nn.Linear(5, 2)
out, hidden = cell(torch.randn(4, 6, 3))
F.cross_entropy(head(out[:, -1]), torch.randint(0, 2, (4,))).backward()
""",
    "an unrolled cell": _HEAD
    + """
cell, h = nn.RNNCell(3, 4), torch.zeros(2, 4)
for x in torch.randn(5, 2, 3):
    h = cell(x, h)
h.pow(2).mean().backward()
""",
    "attention by hand": _HEAD
    + """
q, k, v = (nn.Linear(8, 8) for _ in range(3))
x = torch.randn(2, 5, 8)
scores = q(x) @ k(x).transpose(1, 2) / 8 ** 0.5
mask = torch.triu(torch.ones(5, 5, dtype=torch.bool), diagonal=1)
weights = scores.masked_fill(mask, float("-inf")).softmax(-1)
(weights @ v(x)).pow(2).mean().backward()
""",
    "micro-batches": _HEAD
    + """
model = nn.Linear(3, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
opt.zero_grad()
for x in torch.randn(4, 8, 3):
    loss = model(x).pow(2).mean() / 4
    loss.backward()
opt.step()
""",
    "two losses, two calls": _HEAD
    + """
shared, a, b = nn.Linear(3, 4), nn.Linear(4, 1), nn.Linear(4, 1)
opt = torch.optim.SGD([*shared.parameters(), *a.parameters(), *b.parameters()], lr=0.1)
features = shared(torch.randn(8, 3))
opt.zero_grad()
a(features).pow(2).mean().backward(retain_graph=True)
b(features).pow(2).mean().backward()
opt.step()
""",
    "an average of weights": _HEAD
    + """
import copy
model = nn.Linear(3, 1)
average = copy.deepcopy(model)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(3):
    opt.zero_grad()
    model(torch.randn(8, 3)).pow(2).mean().backward()
    opt.step()
    with torch.no_grad():
        for kept, new in zip(average.parameters(), model.parameters()):
            kept.mul_(0.9).add_(new, alpha=0.1)
""",
    "weights in common": _HEAD
    + """
embedding, head = nn.Embedding(10, 4), nn.Linear(4, 10, bias=False)
head.weight = embedding.weight
words = torch.randint(0, 10, (2, 3))
F.cross_entropy(head(embedding(words)).view(-1, 10), words.view(-1)).backward()
""",
    "a learning rate search": _HEAD
    + """
for lr in (0.01, 0.1):
    w = torch.ones(2, requires_grad=True)
    opt = torch.optim.SGD([w], lr=lr)
    for _ in range(3):
        opt.zero_grad()
        (w ** 2).sum().backward()
        opt.step()
    print(lr, w.detach())
""",
    "LBFGS": _HEAD
    + """
w = torch.tensor([3.0, -2.0], requires_grad=True)
opt = torch.optim.LBFGS([w], max_iter=3)
def closure():
    opt.zero_grad()
    loss = (w ** 2).sum()
    loss.backward()
    return loss
opt.step(closure)
print(w)
""",
    "mixed precision on the CPU": _HEAD
    + """
model = nn.Linear(4, 2)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
opt.zero_grad()
with torch.autocast("cpu", dtype=torch.bfloat16):
    loss = model(torch.randn(8, 4)).float().pow(2).mean()
loss.backward()
opt.step()
""",
    "inference": _HEAD
    + """
model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
model.eval()
with torch.inference_mode():
    print(model(torch.randn(3, 4)).argmax(1))
""",
}
