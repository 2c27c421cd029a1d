/* Writing in the forum: names behind an @, Write and Preview, tags by one click. All of it works without script, too. */
(() => {
  "use strict";
  const announce = (text) => (document.getElementById("announcer").textContent = text);

  /* ---------- names behind an @ ---------- */
  const ASKED = /(?:^|[\s(])@([\p{L}\p{N}][^\n@[\]()]{1,40})$/u;
  const list = document.createElement("ul");
  list.className = "completions";
  list.id = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Companies, people and members");
  list.hidden = true;
  document.body.append(list);
  let field = null;
  let timer = 0;
  let asked = "";
  let dropped = ""; /* nothing fits what begins so, or Esc was pressed on it */

  const options = () => [...list.children];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function typed(area) {
    if (area.selectionStart !== area.selectionEnd) return null;
    const found = ASKED.exec(area.value.slice(0, area.selectionStart));
    return found ? found[1] : null;
  }

  function close() {
    clearTimeout(timer);
    asked = "";
    list.hidden = true;
    list.replaceChildren();
    for (const name of ["role", "aria-expanded", "aria-controls", "aria-activedescendant", "aria-autocomplete"])
      field?.removeAttribute(name);
    field = null;
  }

  function mark(option) {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /* Below the line with the caret: a copy of the field, up to there, says where that is. */
  function place(area) {
    const copy = document.createElement("div");
    const look = getComputedStyle(area);
    for (const name of ["font", "letterSpacing", "padding", "border", "boxSizing", "lineHeight"]) copy.style[name] = look[name];
    Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", width: `${area.offsetWidth}px` });
    copy.textContent = area.value.slice(0, area.selectionStart);
    const caret = document.createElement("span");
    caret.textContent = "\u200b";
    copy.append(caret);
    document.body.append(copy);
    const box = area.getBoundingClientRect();
    const line = Math.min(caret.offsetTop + caret.offsetHeight - area.scrollTop, area.offsetHeight);
    const left = Math.min(box.left + caret.offsetLeft, document.documentElement.clientWidth - list.offsetWidth - 8);
    copy.remove();
    list.style.top = `${box.top + scrollY + line + 4}px`;
    list.style.left = `${Math.max(8, left) + scrollX}px`;
  }

  async function ask(area, text) {
    const answer = await fetch(`/forum/complete?q=${encodeURIComponent(text)}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected || asked !== text || document.activeElement !== area) return;
    list.innerHTML = await answer.text(); /* our own fragment, escaped by the server */
    if (asked !== text) return;
    if (!list.children.length) {
      dropped = text;
      close();
      return;
    }
    field = area;
    list.hidden = false;
    area.setAttribute("role", "combobox");
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-expanded", "true");
    area.setAttribute("aria-controls", list.id);
    place(area);
    mark(list.children[0]);
    announce(`${list.children.length} names. Up and down to choose, Enter to take one.`);
  }

  function take(option) {
    const area = field;
    const end = area.selectionStart;
    const start = end - asked.length - 1;
    close();
    area.focus();
    area.setRangeText(`${option.dataset.insert} `, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("input", (event) => {
    const area = event.target;
    if (!area.matches("[data-mentions]")) return;
    const text = typed(area);
    if (text === null || (dropped && text.startsWith(dropped))) {
      if (text === null) dropped = "";
      close();
      return;
    }
    dropped = "";
    clearTimeout(timer);
    asked = text;
    timer = setTimeout(() => ask(area, text), 150);
  });

  /* Before the page's own keys: Esc closes the list, and leaves the field only the next time. */
  document.addEventListener(
    "keydown",
    (event) => {
      if (list.hidden || event.target !== field || event.isComposing) return;
      const all = options();
      const at = all.indexOf(chosen());
      if (event.key === "ArrowDown") mark(all[(at + 1) % all.length]);
      else if (event.key === "ArrowUp") mark(all[(at + all.length - 1) % all.length]);
      else if (event.key === "Enter" || event.key === "Tab") take(all[at]);
      else if (event.key === "Escape") {
        dropped = asked;
        close();
      } else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  list.addEventListener("pointerdown", (event) => event.preventDefault()); /* the field keeps the focus */
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  document.addEventListener("focusout", (event) => event.target === field && close());

  /* ---------- Write and Preview ---------- */
  function show(writing, isPreview) {
    writing.classList.toggle("is-preview", isPreview);
    for (const button of writing.querySelectorAll(".writing-tabs button"))
      button.setAttribute("aria-pressed", String(button.hasAttribute("data-write") !== isPreview));
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-write]");
    if (!button) return;
    const writing = button.closest("[data-writing]");
    show(writing, false);
    writing.querySelector("textarea").focus();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.matches?.(".writing-preview")) show(event.target.closest("[data-writing]"), true);
  });

  /* ---------- tags by one click ---------- */
  for (const line of document.querySelectorAll("[data-adds-to]")) {
    const input = document.getElementById(line.dataset.addsTo);
    const names = [...line.querySelectorAll("[data-tag]")].map((one) => one.textContent);
    line.replaceChildren(
      ...names.map((name) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "tag";
        button.textContent = name;
        button.setAttribute("aria-label", `Add ${name}`);
        button.addEventListener("click", () => {
          const there = input.value.split(",").map((part) => part.trim()).filter(Boolean);
          if (!there.some((part) => part.toLowerCase() === name.toLowerCase())) there.push(name);
          input.value = there.join(", ");
          input.dispatchEvent(new Event("input", { bubbles: true }));
        });
        return button;
      }),
    );
  }

  /* What is sent needs no draft any more: one that is on its way would come after it. */
  document.addEventListener("submit", (event) => {
    for (const keeper of event.target.querySelectorAll("[data-draft]")) keeper.remove();
  });
})();
