/**
 * The language of the console and of the recordings: as much of the shell's as the recipes for handing memory over by hand use, and no more.
 *
 * <p>Owns the grammar (docs/decisions/013-script-grammar.md), expansion, and the order of execution. Knows no command: what
 * words mean is the business of {@link daxplane.script.Commands}, and what a path names that of
 * {@link daxplane.script.Tree}. Everything is bounded ({@link daxplane.script.Limits}).
 *
 * {@snippet file="daxplane/script/PackageExample.java" region="example"}
 */
@Export
@Version("2.0.0")
package daxplane.script;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
