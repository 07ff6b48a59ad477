"""What several calls answer and take."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "Any other problem.": "其他任何问题。",
    "Every runner is busy, the sandbox is not ready, or the database does not answer.": (
        "所有运行进程都在忙，沙箱尚未就绪，或者数据库没有响应。"
    ),
    "Nothing is here.": "这里什么也没有。",
    "Successful Response": "成功。",
    "The body is not JSON.": "请求体不是 JSON。",
    "The body is not JSON by its media type.": "请求体的媒体类型不是 JSON。",
    "The body is too large.": "请求体太大。",
    "The client has this.": "客户端已有这份内容。",
    "The file.": "文件本身。",
    "This format is not made.": "不提供这种格式。",
    "The picture.": "图片。",
    "The policy refuses the program (`violations`), or the body is of another shape (`errors`).": (
        "策略拒绝运行这个程序（`violations`），或者请求体的形式不对（`errors`）。"
    ),
    "26 characters of [a-z2-7].": "26 个字符，取自 [a-z2-7]。",
}
