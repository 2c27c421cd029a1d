/* The pipeline's board by arrow keys: up and down between cards, left and right moves the card a step. */
(() => {
  "use strict";
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const columns = [...board.querySelectorAll("[data-column]")];
  const cardsOf = (column) => [...column.querySelectorAll("[data-card]")];
  const isField = (target) => target.matches("input, select, textarea");

  board.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-card]");
    if (!card || isField(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
    const column = card.closest("[data-column]");
    const cards = cardsOf(column);
    const at = cards.indexOf(card);
    const focus = (other) => other?.querySelector("a").focus();
    if (event.key === "ArrowDown") focus(cards[at + 1]);
    else if (event.key === "ArrowUp") focus(cards[at - 1]);
    else if (event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      /* With Shift only the focus goes to the next column that has a card. */
      const step = event.key === "ArrowRight" ? 1 : -1;
      let next = columns.indexOf(column) + step;
      while (columns[next] && !cardsOf(columns[next]).length) next += step;
      const there = columns[next] ? cardsOf(columns[next]) : [];
      focus(there[Math.min(at, there.length - 1)]);
    } else if (event.key === "ArrowLeft") card.querySelector("[data-move=left]")?.click();
    else if (event.key === "ArrowRight") card.querySelector("[data-move=right]")?.click();
    else return;
    event.preventDefault();
  });

  /* After a move the keyboard goes on where it was. */
  document.getElementById(`card-${board.dataset.moved}`)?.querySelector("a").focus();
})();
