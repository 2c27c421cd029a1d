/* Builds the stylesheet and copies htmx, the font files and the icons named in icons.txt into dealmecca/web/. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const web = join(here, "..", "dealmecca", "web");
const target = join(web, "static", "web");
const fonts = join(modules, "@fontsource-variable", "inter");

for (const name of ["app.css", "more.css"]) {
  execFileSync(join(modules, ".bin", "tailwindcss"), ["-i", name, "-o", join(target, name), "--minify"], {
    cwd: here,
    stdio: "inherit",
  });
}

copyFileSync(join(modules, "htmx.org", "dist", "htmx.min.js"), join(target, "htmx.min.js"));

mkdirSync(join(target, "fonts"), { recursive: true });
for (const name of ["inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2"])
  copyFileSync(join(fonts, "files", name), join(target, "fonts", name));
copyFileSync(join(fonts, "LICENSE"), join(target, "fonts", "LICENSE.txt"));

const wanted = readFileSync(join(here, "icons.txt"), "utf8").split(/\s+/).filter(Boolean);
const icons = join(web, "icons");
for (const name of readdirSync(icons)) if (name.endsWith(".svg")) rmSync(join(icons, name));
for (const name of wanted) {
  const svg = readFileSync(join(modules, "lucide-static", "icons", `${name}.svg`), "utf8");
  const drawing = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  writeFileSync(
    join(icons, `${name}.svg`),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${drawing.replace(/\s*\n\s*/g, "")}</svg>\n`,
  );
}
copyFileSync(join(modules, "lucide-static", "LICENSE"), join(icons, "LICENSE.txt"));
