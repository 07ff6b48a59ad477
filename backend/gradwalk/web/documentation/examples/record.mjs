// Record a program and hear how far it has come. In Node 20, or in a page of the same server.
const base = "http://127.0.0.1:8000";
const source = "import torch\nx = torch.ones(2, requires_grad=True)\n(x * x).sum().backward()\n";

const answer = await fetch(`${base}/api/v1/graphs`, {
  method: "POST",
  headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
  body: JSON.stringify({ source }),
});
if (!answer.ok) throw new Error((await answer.json()).detail);

let text = "";
for await (const part of answer.body.pipeThrough(new TextDecoderStream())) text += part;
for (const event of text.trim().split("\n\n")) console.log(event);
const { location } = JSON.parse(text.match(/event: done\ndata: (.*)/)[1]);
const svg = await fetch(`${base}${location}.svg?lang=en`);
console.log(svg.headers.get("content-type"));
