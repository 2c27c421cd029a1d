/* The org chart as a tree for the keyboard (WAI-ARIA's tree pattern). Without this it is nested lists and <details>. */
(() => {
  "use strict";
  const tree = document.querySelector("[data-org]");
  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  if (!tree) return;

  const items = [...tree.querySelectorAll("[data-seat]")];
  const foldOf = (item) => item.querySelector(":scope > details");
  const parentOf = (item) => item.parentElement.closest("[data-seat]");
  const isShown = (item) => {
    for (let above = parentOf(item); above; above = parentOf(above)) if (!foldOf(above).open) return false;
    return true;
  };
  const shown = () => items.filter(isShown);

  tree.setAttribute("role", "tree");
  for (const item of items) {
    item.setAttribute("role", "treeitem");
    item.setAttribute("aria-labelledby", item.querySelector(".org-seat").id);
    item.tabIndex = -1;
    for (const inside of item.querySelectorAll(":scope > .org-seat a")) inside.tabIndex = -1;
    const fold = foldOf(item);
    if (!fold) continue;
    fold.querySelector(":scope > ul").setAttribute("role", "none"); /* <details> is the group */
    const summary = fold.querySelector(":scope > summary");
    summary.tabIndex = -1;
    summary.addEventListener("click", () => focus(item));
    const tell = () => item.setAttribute("aria-expanded", String(fold.open));
    fold.addEventListener("toggle", tell);
    tell();
  }
  let current = items[0];
  current.tabIndex = 0;
  document.querySelector("[data-keys]").hidden = false;

  function focus(item) {
    if (!item) return;
    current.tabIndex = -1;
    current = item;
    current.tabIndex = 0;
    current.focus();
  }

  const step = (item, by) => {
    const rows = shown();
    return rows[rows.indexOf(item) + by];
  };
  const keys = {
    ArrowDown: (item) => focus(step(item, 1)),
    ArrowUp: (item) => focus(step(item, -1)),
    Home: () => focus(items[0]),
    End: () => focus(shown().at(-1)),
    ArrowRight: (item) => {
      const fold = foldOf(item);
      if (!fold) return;
      if (fold.open) focus(step(item, 1));
      else fold.open = true;
    },
    ArrowLeft: (item) => {
      const fold = foldOf(item);
      if (fold?.open) fold.open = false;
      else focus(parentOf(item));
    },
    Enter: (item) => item.querySelector(":scope > .org-seat a").click(),
  };
  tree.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    if (!event.target.matches("[data-seat]")) return;
    event.preventDefault();
    keys[event.key](event.target);
  });
  /* A seat that a click chose is where the keys go on. */
  tree.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-seat]");
    if (item && item !== current) {
      current.tabIndex = -1;
      current = item;
      current.tabIndex = 0;
    }
  });
  /* Folding away the branch that holds the focus leaves it at the seat above. */
  tree.addEventListener("toggle", () => !isShown(current) && focus(shown().findLast((item) => item.contains(current))), true);

  /* Paper cannot be unfolded. */
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".org details:not([open]), .org-fold:not([open])")];
    for (const fold of folded) fold.open = true;
  });
  window.addEventListener("afterprint", () => folded.forEach((fold) => (fold.open = false)));
})();
