"""Examples, frames in other pages, and how the server does."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # listExamples
    "Programs to start from": "示例程序",
    "Answer the chapter's programs, in its order, with titles in English and Chinese.": (
        "按顺序返回这一章的程序，标题有英文和中文。"
    ),
    # oembed
    "A recording's frame, for oEmbed": "供 oEmbed 使用的内嵌框架代码",
    "Answer the frame of a recording as oEmbed has it, with the parameters and the step of the address that is asked for.": (
        "按 oEmbed 的格式返回一份记录的内嵌框架代码，保留所给地址中的参数和步骤。"
    ),
    'The pages of a recording lead here (`<link rel="alternate" type="application/json+oembed">`). Every address on another '
    "server, and every one of no recording, is answered with 404. Of oEmbed's formats `format=json` is made.": (
        '记录的页面会指向这里（`<link rel="alternate" type="application/json+oembed">`）。其他服务器上的地址，'
        "以及不是记录的地址，都返回 404。oEmbed 的格式只提供 `format=json`。"
    ),
    "The address of a recording here: `/g/{id}` or `/embed/{id}`.": (
        "本服务器上一份记录的地址：`/g/{id}` 或 `/embed/{id}`。"
    ),
    "How wide the frame may be.": "内嵌框架的最大宽度。",
    "How high the frame may be.": "内嵌框架的最大高度。",
    "The frame's code and its size.": "内嵌框架的代码和尺寸。",
    # health, readiness
    "Whether the server answers": "服务器是否应答",
    "Answer versions, whatever stands behind the server does.": "返回各个版本号，不受后端各部分状态的影响。",
    "Whether the server can do its work": "服务器能否工作",
    "Answer the state of what stands behind the API.": "返回 API 所依赖的各部分的状态。",
    "It cannot, or not yet: `ready` is false.": "不能，或者暂时不能：`ready` 为 false。",
}
