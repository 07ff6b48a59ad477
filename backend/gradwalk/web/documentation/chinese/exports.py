"""Pictures of a recording, and files that play it."""

from collections.abc import Mapping

_DRAWN = {f"The graph as {form}": f"{form} 格式的计算图" for form in ("DOT", "SVG", "PNG", "PDF")} | {
    f"Answer the graph after `step` steps as {form}, drawn by graphviz: values, and the gradients that have arrived by then. "
    "What comes later is grey. A `step` beyond the last is the last.": (
        f"以 {form} 格式返回 `step` 步之后的计算图，由 graphviz 绘制：各个值，以及到那时已经传到的梯度。之后才出现的部分为灰色。"
        "`step` 超出最后一步时取最后一步。"
    )
    for form in ("DOT", "SVG", "PNG", "PDF")
}

TEXTS: Mapping[str, str] = {
    **_DRAWN,
    "After how many steps; after all, if absent.": "多少步之后；省略则为全部步骤之后。",
    # exportAnimation
    "Steps of the walk, one after the other, as an SVG that moves": "逐步播放的动画 SVG",
    "Answer an SVG that plays by itself in slides and pages, without scripts: backward, or the steps `from` to `to`.": (
        "返回一个 SVG，在幻灯片和网页中无需脚本即可自动播放：反向传播，或第 `from` 步到第 `to` 步。"
    ),
    "Of a long walk some steps are left out; each frame says which one it is. Readers who asked their system for less motion "
    "see the last.": "步骤很多时会略去一些；每一帧都写明是第几步。在系统中选择减少动态效果的读者看到的是最后一帧。",
    "The first step shown; where backward is called, if absent.": "显示的第一步；省略则为调用反向传播之处。",
    "The last step shown; where backward has ended, if absent.": "显示的最后一步；省略则为反向传播结束之处。",
    # exportHtml
    "A file that plays the recording by itself": "可独立播放记录的文件",
    "Answer one file of HTML with the recording and the player in it, to mail, to archive or to put on any web space.": (
        "返回一个 HTML 文件，记录和播放器都在其中，可以用邮件发送、存档或放到任何网站上。"
    ),
    "It asks nothing of any server: its own policy forbids it. Its links lead to the playground of this server.": (
        "它不向任何服务器请求内容：它自带的策略禁止这样做。其中的链接指向本服务器。"
    ),
    "Where the walk begins; at step 1, if absent.": "从哪一步开始；省略则为第 1 步。",
    "That of the reader's browser, if absent.": "省略则用读者浏览器的语言。",
}
