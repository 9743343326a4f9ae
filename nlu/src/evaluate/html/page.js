// Tables sort by the column that is clicked; mistakes are filtered; the heat map tells what is pointed at.
const value = (row, at) => {
  const text = row.cells[at].textContent.trim();
  const number = parseFloat(text.replace("–", ""));
  return row.cells[at].classList.contains("n") ? (Number.isNaN(number) ? -Infinity : number) : text;
};
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, at) => head.addEventListener("click", () => {
    if (head.classList.contains("plain")) return;
    const up = head.getAttribute("aria-sort") !== "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows].sort((a, b) => {
      const [x, y] = [value(a, at), value(b, at)];
      const order = typeof x === "number" ? x - y : x.localeCompare(y);
      return up ? order : -order;
    });
    table.tBodies[0].append(...rows);
  }));
}
const filters = [...document.querySelectorAll("[data-filter]")];
const mistakes = document.querySelector("table.mistakes");
const columns = [null, 1, 8, 2];
const filter = () => {
  const wanted = filters.map((field) => field.value.trim().toLowerCase());
  let shown = 0;
  for (const row of mistakes.tBodies[0].rows) {
    const fits = wanted.every((want, at) => {
      if (!want) return true;
      if (columns[at] === null) return row.textContent.toLowerCase().includes(want);
      return row.cells[columns[at]].textContent.toLowerCase() === want;
    });
    row.hidden = !fits;
    shown += fits;
  }
  document.querySelector("[data-count]").textContent = `${shown} of ${mistakes.tBodies[0].rows.length}`;
};
if (mistakes) {
  filters.forEach((field) => field.addEventListener("input", filter));
  filter();
}
for (const matrix of document.querySelectorAll(".matrix")) {
  const hint = matrix.parentElement.querySelector("[data-hint]");
  const rest = hint.textContent;
  const rows = matrix.querySelectorAll("text.row");
  const across = matrix.querySelectorAll("text.column");
  const light = (cell, on) => {
    const [right, taken] = cell.dataset.at.split(",");
    rows[right].classList.toggle("lit", on);
    across[taken].classList.toggle("lit", on);
    hint.textContent = on ? cell.querySelector("title").textContent : rest;
  };
  for (const cell of matrix.querySelectorAll("rect[data-at]")) {
    cell.addEventListener("mouseenter", () => light(cell, true));
    cell.addEventListener("mouseleave", () => light(cell, false));
  }
}
