/**
 * Blueprints: machine definitions in the making, for whoever has seen a machine and wants another one like it.
 *
 * <p>Owns how a definition is written: names of files, properties, images. What a blueprint accepts, a boot accepts, because
 * the same parser has read it.
 *
 * <pre>{@code
 *   Blueprint blueprint = Blueprint.of(parameters, Map.of("NFIT", nfit), iomem);
 *   blueprint.media().forEach(medium -> out.println(medium.image() + " " + medium.capacityBytes()));
 *   blueprint.write(folder, Map.of("dimm0.img", labelArea), List.of(new Blueprint.Piece(0x100001000L, infoBlock)));
 * }</pre>
 */
@Export
@Version("1.0.0")
package daxplane.blueprint;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
