// The agents' console.

import { render } from "preact";
import { App } from "./app.tsx";
import "./style/base.css";
import "./style/alarm.css";
import "./style/sign-in.css";
import "./style/list.css";
import "./style/thread.css";
import "./style/composer.css";
import "./style/context.css";
import "./style/dialog.css";
import "./style/lead.css";
import "./style/wallboard.css";
import "./style/work.css";
import "./style/canned.css";

const root = document.getElementById("app");
if (root) render(<App />, root);
