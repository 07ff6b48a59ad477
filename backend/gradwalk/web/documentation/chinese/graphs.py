"""Running programs, and reading their recordings as a whole."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # recordGraph
    "Run a program and record its graph": "运行一个程序并记录它的计算图",
    "Answer the recording of a program, or parts of it.": "返回程序的记录，或记录的一部分。",
    "The same source and options give the same id, and are run once. An error of the program is not an error of the request: "
    "the recording's `outcome` says how the run ended, and its steps are there up to that point. A recording that was cut "
    "short by time, by a kill or by a layout that failed is made anew when the program is posted again.": (
        "相同的源代码和选项得到相同的编号，只运行一次。程序出错不算请求出错：记录的 `outcome` 说明运行如何结束，"
        "到那里为止的步骤都在。因超时、被终止或布局失败而不完整的记录，会在再次提交这个程序时重新生成。"
    ),
    "A client that sends `Accept: text/event-stream` is told how far it has come instead, each event's data in JSON: `run` "
    "(a name, by which `DELETE /api/v1/runs/{run}` cancels it), `progress` (`stage`: `queued` behind `ahead` others, "
    "`running` with `steps` so far, `laying_out`), and last `done` (`id`, `location`, `created`), `cancelled`, or `problem` "
    "(what the answer would have been). Leaving ends the run, too, unless others wait for the same. Browsers may post "
    "from pages of this server only; reading is open to every origin.": (
        "发送 `Accept: text/event-stream` 的客户端收到的则是进度事件，每个事件的数据都是 JSON：`run`（一个名字，用 "
        "`DELETE /api/v1/runs/{run}` 可以取消这次运行）、`progress`（`stage` 取值：`queued` 排队中，前面还有 `ahead` 个；"
        "`running` 运行中，已有 `steps` 步；`laying_out` 布局中），最后是 `done`（`id`、`location`、`created`）、`cancelled` 或 "
        "`problem`（内容与普通请求会得到的问题描述相同）。断开连接也会结束运行，除非还有别人在等同一份记录。"
        "浏览器只能从本服务器的页面提交程序；读取则对所有来源开放。"
    ),
    "`full`: numbers as they are. `display`: those of `values` with four significant digits.": (
        "`full`：数值原样返回。`display`：`values` 中的数值保留四位有效数字。"
    ),
    "`auto`: dot, or the layered layout for large graphs. `dot`, `layered`: this engine's; where it cannot, `layout` is "
    "null and `layout_problem` says why. `none`: no positions.": (
        "`auto`：用 dot，大图则用分层布局。`dot`、`layered`：只用这种布局；做不到时 `layout` 为 null，原因写在 "
        "`layout_problem` 中。`none`：不含位置。"
    ),
    "Top-level parts to answer, with commas between them: program, engine, tensors, functions, storages, scopes, values, "
    "steps, outcome, rules, findings, layout. `version` and `id` are always there. All parts, if absent.": (
        "要返回哪些顶层部分，用逗号隔开：program, engine, tensors, functions, storages, scopes, values, steps, outcome, "
        "rules, findings, layout。`version` 和 `id` 总会返回。省略则返回全部。"
    ),
    "The program was run, and this is its recording.": "程序已运行，这是它的记录。",
    "The program was run before, and this is its recording; or events, for a client that accepts `text/event-stream`.": (
        "程序以前运行过，这是它的记录；若客户端接受 `text/event-stream`，则为一连串事件。"
    ),
    # readGraph
    "A recording by its id": "按编号读取记录",
    "Answer a recording that was made before, or parts of it. Nothing is run, unless the database has damaged it.": (
        "返回已有的记录，或记录的一部分。不会运行任何程序，除非数据库损坏了这份记录。"
    ),
    "What another run would give again never changes: caches keep it for good (`immutable`). A recording that was cut "
    "short by time, by a kill or by a layout that failed is asked for each time. The JSON Schema of recordings is at "
    "`/api/v1/schema/recording.json`.": (
        "再运行一次也会得到相同结果的记录永不改变：缓存可以一直保留（`immutable`）。"
        "因超时、被终止或布局失败而不完整的记录，每次都要重新询问。记录的 JSON Schema 在 `/api/v1/schema/recording.json`。"
    ),
    "The recording. The ETag is strong; `If-None-Match` is answered with 304.": (
        "记录。ETag 为强校验；`If-None-Match` 相符时返回 304。"
    ),
    # askJacobian
    "A Jacobian in a recorded program": "所记录程序中的雅可比矩阵",
    "Answer the Jacobian of a function's output by its inputs, or of one tensor by another, at the values of the run.": (
        "返回一个函数的输出对其各输入的雅可比矩阵，或一个张量对另一个张量的雅可比矩阵，在那次运行的取值处求得。"
    ),
    "The program is run once more for it, and nothing of that run is kept. Up to 64 elements on a side, "
    "a complex one counted twice: its real and its imaginary part.": (
        "为此会再运行一次程序，那次运行的内容不会保存。每一边最多 64 个元素，复数元素算两个：实部和虚部。"
    ),
    "The matrices, with what is to be seen in them.": "各个矩阵，以及从中能看出什么。",
    # cancelRun
    "Cancel a run": "取消一次运行",
    "End a run that events tell of. It goes on for as long as others wait for the same recording.": (
        "结束一次以事件报告进度的运行。只要还有别人在等同一份记录，它就继续。"
    ),
    "What the event `run` said.": "事件 `run` 给出的名字。",
    "Nobody waits for it on this client's behalf any more.": "这个客户端不再等待它。",
}
