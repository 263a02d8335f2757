// Brings the report's libraries from npm, at the versions that libraries.json pins, and writes their hashes there:
//   node tools/ReportLibraries/update.mjs
// npm checks what it downloads against the registry's integrity; a new version is a change of "version" and a run.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../src/SmtpLog/Report/Libraries/", import.meta.url));
const manifestPath = join(folder, "libraries.json");
const manifest = JSON.parse(readFileSync(manifestPath, "utf8"));
const work = mkdtempSync(join(tmpdir(), "libraries-"));

try {
    for (const library of manifest.libraries) {
        const [pack] = JSON.parse(execFileSync("npm", ["pack", `${library.name}@${library.version}`, "--json"], { cwd: work }));
        execFileSync("tar", ["xzf", pack.filename], { cwd: work });
        library.integrity = pack.integrity;
        for (const file of library.files) {
            const target = join(folder, basename(file.from));
            copyFileSync(join(work, "package", file.from), target);
            file.sha256 = createHash("sha256").update(readFileSync(target)).digest("hex");
        }
        rmSync(join(work, "package"), { recursive: true });
    }
    writeFileSync(manifestPath, JSON.stringify(manifest, null, 2) + "\n");
} finally {
    rmSync(work, { recursive: true });
}
