// Gives every example a button that copies it as it is shown, with the separator the reader chose.
for (const code of document.querySelectorAll(".examples pre > code")) {
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${code.innerText.trim()}`);
  said.className = "copied";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.innerText.trim());
      said.textContent = "Copied.";
    } catch {
      // Some browsers refuse: then the formula is selected, ready for Ctrl+C.
      getSelection()?.selectAllChildren(code);
      said.textContent = "Selected: press Ctrl+C.";
    }
  });
  code.parentElement.after(button, said);
}
