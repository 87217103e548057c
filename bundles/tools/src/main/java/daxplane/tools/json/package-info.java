/**
 * JSON as the originals print it: two blanks of indentation, no blank after a colon, escaped slashes, members in the order
 * in which they were put; sizes and addresses for machines or for people.
 *
 * <pre>{@code
 *   var device = new JsonObject().put("chardev", "dax0.0").put("size", new Json.Size(526385152));
 *   console.stdout(JsonText.of(new JsonArray().add(device), false) + "\n");
 * }</pre>
 */
package daxplane.tools.json;
