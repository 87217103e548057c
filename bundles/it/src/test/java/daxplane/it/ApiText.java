package daxplane.it;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What bundles export, as text: for each package its version and a line for each type and member that others can see, erased.
 * {@code java ApiText.java BUNDLES FOLDER} writes a file for each package: the baseline of a release (docs/decisions/113).
 *
 * @param version of the package, {@code 1.0.0}
 * @param lines   {@code Mode interface}, {@code Mode.name public abstract ()Ljava/lang/String;}
 */
record ApiText(String version, SortedSet<String> lines) {

    private static final Pattern EXPORT = Pattern.compile("([\\w.]+)((?:;[\\w-]+:?=(?:\"[^\"]*\"|[^;,\"]*))*)(?:,|$)");
    private static final Pattern VERSION = Pattern.compile(";version=\"?([\\d.]+)");
    /** Types that those who compile against the package do not implement. */
    static final String PROVIDER = " provider";

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        for (var exported : ofBundles(Path.of(arguments[0])).entrySet()) {
            Files.writeString(folder.resolve(exported.getKey() + ".txt"), exported.getValue().text());
        }
    }

    String text() {
        return "version " + version + "\n" + String.join("\n", lines) + "\n";
    }

    static ApiText parse(String text) {
        var lines = new TreeSet<>(text.lines().skip(1).toList());
        return new ApiText(text.lines().findFirst().orElseThrow().substring("version ".length()), lines);
    }

    /** What is said about implementing alone is left out: a type that says it now is the type that it was. */
    SortedSet<String> linesWithoutRoles() {
        return lines.stream().map(line -> line.replace(PROVIDER, "")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Types of exported packages that others could implement and that do not say whether they are to. */
    static SortedSet<String> withoutRole(Path folder) throws IOException {
        var found = new TreeSet<String>();
        try (var jars = Files.newDirectoryStream(folder, "daxplane.*.jar")) {
            for (Path file : jars) {
                try (var jar = new JarFile(file.toFile())) {
                    String exports = String.valueOf(jar.getManifest().getMainAttributes().getValue("Export-Package"));
                    for (Matcher export = EXPORT.matcher(exports.equals("null") ? "" : exports); export.find();) {
                        for (JarEntry entry : classes(jar, export.group(1))) {
                            try (var in = jar.getInputStream(entry)) {
                                ClassModel type = ClassFile.of().parse(in.readAllBytes());
                                if (leavesOpenWhoImplementsIt(type)) {
                                    found.add(type.thisClass().asInternalName());
                                }
                            }
                        }
                    }
                }
            }
        }
        return found;
    }

    /** By package. */
    static SortedMap<String, ApiText> ofBundles(Path folder) throws IOException {
        var found = new TreeMap<String, ApiText>();
        try (var jars = Files.newDirectoryStream(folder, "daxplane.*.jar")) {
            for (Path file : jars) {
                try (var jar = new JarFile(file.toFile())) {
                    String exports = String.valueOf(jar.getManifest().getMainAttributes().getValue("Export-Package"));
                    for (Matcher export = EXPORT.matcher(exports.equals("null") ? "" : exports); export.find();) {
                        Matcher version = VERSION.matcher(export.group(2));
                        found.put(export.group(1), new ApiText(version.find() ? version.group(1) : "0.0.0", lines(jar, export.group(1))));
                    }
                }
            }
        }
        return found;
    }

    private static SortedSet<String> lines(JarFile jar, String exported) throws IOException {
        var lines = new TreeSet<String>();
        for (JarEntry entry : classes(jar, exported)) {
            try (var in = jar.getInputStream(entry)) {
                describe(ClassFile.of().parse(in.readAllBytes()), lines);
            }
        }
        return lines;
    }

    private static List<JarEntry> classes(JarFile jar, String exported) {
        Pattern classes = Pattern.compile(Pattern.quote(exported.replace('.', '/')) + "/[^/]+\\.class");
        return jar.stream().filter(file -> classes.matcher(file.getName()).matches() && !file.getName().endsWith("-info.class")).toList();
    }

    private static void describe(ClassModel type, Set<String> lines) {
        Set<AccessFlag> flags = flags(type);
        if (!flags.contains(AccessFlag.PUBLIC) && !flags.contains(AccessFlag.PROTECTED) || flags.contains(AccessFlag.SYNTHETIC)) {
            return;
        }
        String internal = type.thisClass().asInternalName();
        String name = internal.substring(internal.lastIndexOf('/') + 1);
        boolean record = type.findAttribute(Attributes.record()).isPresent();
        String kind = flags.contains(AccessFlag.INTERFACE) ? "interface" : flags.contains(AccessFlag.ENUM) ? "enum" : record ? "record" : "class";
        boolean sealed = type.findAttribute(Attributes.permittedSubclasses()).isPresent();
        lines.add(name + " " + kind + (flags.contains(AccessFlag.ABSTRACT) && kind.equals("class") ? " abstract" : "")
                + (flags.contains(AccessFlag.FINAL) && kind.equals("class") ? " final" : "") + (sealed || provider(type) ? PROVIDER : "")
                + type.superclass().filter(above -> !above.asSymbol().equals(ConstantDescs.CD_Object)).map(above -> " extends " + above.asInternalName()).orElse("")
                + type.interfaces().stream().map(above -> " implements " + above.asInternalName()).sorted().collect(Collectors.joining()));
        type.fields().stream().filter(field -> visible(field.flags().flags())).forEach(field -> lines.add(name + "." + field.fieldName().stringValue()
                + words(field.flags().flags()) + " " + field.fieldType().stringValue()));
        type.methods().stream().filter(method -> visible(method.flags().flags())).map(method -> name + "." + signature(method)).forEach(lines::add);
    }

    private static String signature(MethodModel method) {
        return method.methodName().stringValue() + words(method.flags().flags()) + " " + method.methodType().stringValue();
    }

    /** Of a nested type those that its source has. */
    private static Set<AccessFlag> flags(ClassModel type) {
        return type.findAttribute(Attributes.innerClasses()).stream().flatMap(inner -> inner.classes().stream())
                .filter(inner -> inner.innerClass().equals(type.thisClass())).findFirst().map(InnerClassInfo::flags).orElseGet(() -> type.flags().flags());
    }

    private static boolean provider(ClassModel type) {
        return says(type, "ProviderType");
    }

    private static boolean says(ClassModel type, String annotation) {
        return type.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream().flatMap(found -> found.annotations().stream())
                .map(Annotation::className).anyMatch(found -> found.stringValue().equals("Lorg/osgi/annotation/versioning/" + annotation + ";"));
    }

    /** Whether somebody could implement or extend it, and it does not say who is to. Nested types go with those around them. */
    private static boolean leavesOpenWhoImplementsIt(ClassModel type) {
        Set<AccessFlag> flags = flags(type);
        return flags.contains(AccessFlag.PUBLIC) && flags.contains(AccessFlag.ABSTRACT) && !flags.contains(AccessFlag.ANNOTATION)
                && !type.thisClass().asInternalName().contains("$") && type.findAttribute(Attributes.permittedSubclasses()).isEmpty()
                && !provider(type) && !says(type, "ConsumerType");
    }

    /** The version that a package's own description has. */
    static Optional<String> packageVersion(Path jar, String name) throws IOException {
        try (var file = new JarFile(jar.toFile()); var in = file.getInputStream(file.getEntry(name.replace('.', '/') + "/package-info.class"))) {
            return ClassFile.of().parse(in.readAllBytes()).findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
                    .flatMap(found -> found.annotations().stream()).filter(found -> found.className().stringValue().endsWith("/Version;"))
                    .flatMap(found -> found.elements().stream()).map(element -> ((AnnotationValue.OfString) element.value()).stringValue()).findFirst();
        }
    }

    private static boolean visible(Set<AccessFlag> flags) {
        return (flags.contains(AccessFlag.PUBLIC) || flags.contains(AccessFlag.PROTECTED)) && !flags.contains(AccessFlag.SYNTHETIC);
    }

    private static String words(Set<AccessFlag> flags) {
        return flags.stream().filter(Set.of(AccessFlag.PUBLIC, AccessFlag.PROTECTED, AccessFlag.STATIC, AccessFlag.ABSTRACT)::contains)
                .map(flag -> " " + flag.name().toLowerCase(java.util.Locale.ROOT)).sorted().collect(Collectors.joining());
    }
}
