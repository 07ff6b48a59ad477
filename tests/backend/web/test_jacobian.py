"""A Jacobian is asked for and answered, over HTTP, from the real sandbox."""

import httpx

SOURCE = "import torch\nx = torch.tensor([1., 2.], requires_grad=True)\ny = x * x\nz = y.sum()\nz.backward()\n"


async def _recorded(real: httpx.AsyncClient) -> str:
    answer = await real.post("/api/v1/graphs", json={"source": SOURCE})
    return str(answer.json()["id"])


async def test_a_function_by_its_inputs(real: httpx.AsyncClient) -> None:
    id = await _recorded(real)
    answer = await real.post(f"/api/v1/graphs/{id}/jacobian", json={"function": "f2"})
    assert answer.status_code == 200
    matrices = answer.json()["matrices"]
    assert [(m["argument"], m["tensor"], m["structure"], m["rows"]) for m in matrices] == [
        ("self", "t1", "diagonal", [[1, 0], [0, 2]]),
        ("other", "t1", "diagonal", [[1, 0], [0, 2]]),
    ]


async def test_a_tensor_by_another(real: httpx.AsyncClient) -> None:
    id = await _recorded(real)
    answer = await real.post(f"/api/v1/graphs/{id}/jacobian", json={"of": "t3", "by": "t1"})
    assert answer.json()["shape"] == []
    assert [matrix["rows"] for matrix in answer.json()["matrices"]] == [[[2, 4]]]


async def test_what_there_is_no_matrix_of_says_why(real: httpx.AsyncClient) -> None:
    id = await _recorded(real)
    answer = await real.post(f"/api/v1/graphs/{id}/jacobian", json={"of": "t1", "by": "t3"})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:gradwalk:problem:no-jacobian"
    assert answer.json()["reason"] == "not_there"


async def test_an_unknown_recording_is_not_found(real: httpx.AsyncClient) -> None:
    answer = await real.post(f"/api/v1/graphs/{'a' * 26}/jacobian", json={"function": "f1"})
    assert answer.status_code == 404


async def test_a_question_of_another_shape_is_told_so(real: httpx.AsyncClient) -> None:
    answer = await real.post(f"/api/v1/graphs/{'a' * 26}/jacobian", json={"function": "f1", "by": "t1"})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:gradwalk:problem:invalid-request")
