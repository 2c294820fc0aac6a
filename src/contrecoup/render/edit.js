(() => {
  const own = "a, button, summary, select, input, label, .d";
  for (const link of document.querySelectorAll("a.dk")) {
    const place = link.closest(".s, .card, .lead");
    if (!place) continue;
    place.addEventListener("click", (event) => {
      if (event.target.closest(own) || String(getSelection())) return;
      event.stopPropagation();
      link.click();
    });
  }
})();
