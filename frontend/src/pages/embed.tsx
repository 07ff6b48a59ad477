// The entry of the embed while it is being worked on; as it is built, the still picture comes first (still.tsx).

import { createClient } from "../api/client";
import { embeddedId } from "../session/address";
import { play } from "./framed";

const id = embeddedId(location.pathname);
const client = createClient();
void play(document.getElementById("root") as HTMLElement, id === null ? null : client.read(id));
