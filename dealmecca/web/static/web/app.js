/* The whole of our script. Every page works without it: this adds keys, live lists and a few small comforts. */
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* ---------- keys ---------- */
  const inField = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;
  const isOpen = (element) => element !== null && element.matches(":popover-open");

  function focusSearch(box) {
    if (!box) return;
    box.focus();
    box.select();
  }

  function results() {
    return all("[data-result]").filter((row) => row.offsetParent !== null);
  }

  function current() {
    return $("[data-result].is-current");
  }

  function walk(step) {
    const beside = $(step > 0 ? "a[data-next]" : "a[data-previous]");
    const rows = results();
    if (!rows.length) {
      if (beside) beside.click();
      return;
    }
    const at = rows.indexOf(current());
    const to = Math.min(Math.max(at + step, 0), rows.length - 1);
    for (const row of rows) row.classList.toggle("is-current", row === rows[to]);
    const link = $("[data-open]", rows[to]);
    link.focus({ preventScroll: true });
    rows[to].scrollIntoView({ block: "nearest" });
  }

  const keys = {
    "/": () => focusSearch($("[data-words]") || $("#find")),
    "?": () => $("#keys")?.togglePopover(),
    j: () => walk(1),
    k: () => walk(-1),
    Enter: () => {
      if (document.activeElement !== document.body) return false;
      const row = current();
      if (!row) return false;
      $("[data-open]", row).click();
      return true;
    },
    " ": () => {
      const row = document.activeElement.closest("[data-result]");
      const peek = row && document.activeElement.matches("[data-open]") && $("[data-peek]", row);
      if (!peek) return false;
      peek.click();
      return true;
    },
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      focusSearch($("#find"));
      return;
    }
    if (event.key === "Escape" && inField(event.target) && !event.target.closest(":popover-open")) {
      event.preventDefault(); /* browsers would empty a search field */
      event.target.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || inField(event.target)) return;
    if (!Object.hasOwn(keys, event.key)) return;
    if (event.key !== "?" && $(":popover-open")) return;
    if (keys[event.key]() !== false) event.preventDefault();
  });

  /* The marked result follows the focus, so that Tab and j/k agree. */
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-result]");
    if (!row) return;
    for (const other of all("[data-result].is-current")) if (other !== row) other.classList.remove("is-current");
    row.classList.add("is-current");
  });

  /* ---------- htmx ---------- */
  document.addEventListener("htmx:configRequest", (event) => {
    const token = $("input[name=csrfmiddlewaretoken]");
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.value;
  });

  /* Pages with an error's status are pages too: a refused form shows its sentences. Anything else says so. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    const isPage = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/html");
    if ([402, 409, 422, 429].includes(xhr.status) && isPage) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
    /* Signed out meanwhile: the answer is the sign-in page, so leave for it. */
    if (xhr.responseURL && new URL(xhr.responseURL).pathname.startsWith("/accounts/")) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
    document.addEventListener(name, () => {
      const note = $("#load-failed");
      if (note) note.hidden = false;
    });
  document.addEventListener("htmx:afterRequest", (event) => {
    const note = $("#load-failed");
    if (note && event.detail.successful) note.hidden = true;
  });

  /* What had the focus may be gone after a swap (a removed chip, the last page's Next): go on at the list. */
  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement === document.body) $("#results")?.focus({ preventScroll: true });
  });

  /* A bottom sheet whose form was sent has done its work. */
  document.addEventListener("submit", (event) => {
    const sheet = event.target.closest("[popover]");
    if (isOpen(sheet) && event.target.hasAttribute("hx-get")) sheet.hidePopover();
  });

  /* ---------- toasts: gone after 6 s, unless pointed at ---------- */
  function dismissLater(toast) {
    let timer = setTimeout(() => toast.remove(), 6000);
    toast.addEventListener("pointerenter", () => clearTimeout(timer));
    toast.addEventListener("focusin", () => clearTimeout(timer));
    toast.addEventListener("pointerleave", () => (timer = setTimeout(() => toast.remove(), 3000)));
  }
  all("[data-toast]").forEach(dismissLater);
  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-close]");
    if (close) close.closest("[data-toast]").remove();
    const copy = event.target.closest("[data-copy]");
    if (copy) copyText(copy);
  });

  /* ---------- copying an address: the button appears only where the browser can ---------- */
  function copyText(button) {
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      $("#announcer").textContent = "Copied";
      button.classList.add("is-done");
      setTimeout(() => button.classList.remove("is-done"), 1500);
    });
  }
  if (navigator.clipboard) document.documentElement.classList.add("can-copy");

  /* ---------- choosing a file: show its name; dropping works on the field itself ---------- */
  document.addEventListener("change", (event) => {
    const drop = event.target.closest(".drop");
    const file = event.target.files?.[0];
    if (drop && file) $("[data-file-name]", drop).textContent = file.name;
  });
  for (const [name, on] of [["dragover", true], ["dragleave", false], ["drop", false]])
    document.addEventListener(name, (event) => event.target.closest?.(".drop")?.classList.toggle("is-over", on));

  /* ---------- after a refused form, the reader starts at its summary ---------- */
  $("#problems")?.focus();

  /* ---------- the time zone, guessed where somebody signs up ---------- */
  for (const input of all("input[data-time-zone]"))
    if (!input.value) input.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
})();
