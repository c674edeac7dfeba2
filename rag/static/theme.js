// Dark where the reader's system is, as Gradio has it.
if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.classList.add("dark");
