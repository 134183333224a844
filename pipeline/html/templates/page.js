"use strict";
(() => {
  const FEW = 15, PAGE = 25, PRINTED = 500;
  const order = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  const add = (parent, name, attributes = {}, text = "") => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text) node.textContent = text;
    parent.append(node);
    return node;
  };
  const number = (n) => n.toLocaleString("en-GB");

  const furnish = (table) => {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    let rows = [...body.rows];
    const texts = new Map(), chosen = new Map();
    let query = "", limit = PAGE, bar = null, status = null, more = null;
    const cellText = (row, column) => row.cells[column].textContent.trim();
    const found = (row) => {
      for (const [column, value] of chosen) if (!cellText(row, column).split("; ").includes(value)) return false;
      if (!query) return true;
      if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
      return query.split(/\s+/).every((word) => texts.get(row).includes(word));
    };
    const show = () => {
      let matching = 0, visible = 0;
      for (const row of rows) {
        const fits = found(row);
        if (fits) matching += 1;
        const hide = !(fits && visible < limit);
        if (!hide) visible += 1;
        if (row.hidden !== hide) row.hidden = hide;
      }
      if (status) {
        const part = visible < matching ? `; the first ${number(visible)} are shown` : "";
        status.textContent = matching === rows.length && !part
          ? `${number(rows.length)} rows.` : `${number(matching)} of ${number(rows.length)} rows fit${part}.`;
      }
      if (more) more.hidden = visible >= matching;
    };
    const sort = (column, direction) => {
      const filled = [], empty = [];
      for (const row of rows) {
        const cell = row.cells[column], key = cell.dataset.sort ?? cell.textContent;
        (cell.querySelector(".none") || key === "small" ? empty : filled).push([key, row]);
      }
      const numeric = filled.length > 0 && filled.every(([key]) => key !== "" && !Number.isNaN(Number(key)));
      filled.sort(([a], [b]) => direction * (numeric ? Number(a) - Number(b) : order.compare(a, b)));
      rows = [...filled, ...empty].map(([, row]) => row);
      body.append(...rows);
      show();
    };
    const clear = (rowsShown) => {
      bar?.querySelectorAll("input, select").forEach((input) => { input.value = ""; });
      query = "";
      chosen.clear();
      limit = rowsShown;
      show();
    };
    heads.forEach((head, column) => {
      const text = head.textContent;
      head.textContent = "";
      add(head, "button", { type: "button" }, text).addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(column, descending ? -1 : 1);
      });
    });
    const place = table.parentElement;
    if (rows.length > FEW) {
      bar = document.createElement("div");
      bar.className = "controls";
      const field = (label, name, attributes) => {
        const box = add(bar, "div"), id = `${table.id}-${bar.childElementCount}`;
        add(box, "label", { for: id }, label);
        return add(box, name, { id, ...attributes });
      };
      let timer = 0;
      field("Search these rows", "input", { type: "search" }).addEventListener("input", (event) => {
        clearTimeout(timer);
        timer = setTimeout(() => { query = event.target.value.trim().toLowerCase(); limit = PAGE; show(); }, 120);
      });
      heads.forEach((head, column) => {
        if (!head.hasAttribute("data-filter")) return;
        const values = new Set(rows.flatMap((row) => cellText(row, column).split("; ")));
        if (values.size < 2 || values.size > 400) return;
        const select = field(head.textContent, "select", {});
        add(select, "option", { value: "" }, "All");
        [...values].sort(order.compare).forEach((value) => add(select, "option", { value }, value));
        select.addEventListener("change", () => {
          if (select.value) chosen.set(column, select.value); else chosen.delete(column);
          limit = PAGE;
          show();
        });
      });
      add(add(bar, "div"), "button", { type: "button" }, "Clear").addEventListener("click", () => clear(PAGE));
      status = add(bar, "p", { class: "tally", role: "status" });
      place.before(bar);
      if (rows.length > PAGE) {
        more = document.createElement("div");
        more.className = "more";
        add(more, "button", { type: "button" }, `Show ${PAGE} more`).addEventListener("click", () => { limit += PAGE; show(); });
        add(more, "button", { type: "button" }, "Show all").addEventListener("click", () => { limit = Infinity; show(); });
        place.after(more);
      }
      show();
    }
    table.classList.add("ready");
    let before = PAGE;
    window.addEventListener("beforeprint", () => {
      before = limit;
      if (rows.length <= PRINTED && bar) { limit = Infinity; show(); }
    });
    window.addEventListener("afterprint", () => { if (bar) { limit = before; show(); } });
    return { reveal: (row) => { if (row.hidden) clear(rows.indexOf(row) + PAGE); } };
  };

  const tables = new Map([...document.querySelectorAll("table")].map((table) => [table, furnish(table)]));
  const follow = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const table = row?.closest("tbody tr") && row.closest("table");
    if (!table) return;
    tables.get(table).reveal(row);
    row.scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", follow);
  if (location.hash) follow();
})();
