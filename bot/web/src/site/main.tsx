// The page of a fictional credit company, on which the widget sits.
import { render } from "preact";
import "./site.css";
import { Page } from "./page.tsx";
import { loadWidget } from "./widget.ts";

loadWidget();
render(<Page />, document.getElementById("page")!);
