package daxplane.dax;

import daxplane.kernel.Document;
import daxplane.kernel.Documented;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names that a driver was told to take. It lives as long as the driver is registered. */
final class IdList implements Documented {

    private static final String KEY = "dax/ids/";

    private final String driver;
    private final SortedSet<String> names = new TreeSet<>();

    IdList(String driver) {
        this.driver = driver;
    }

    static boolean describes(Document document) {
        return document.key().startsWith(KEY);
    }

    static IdList of(Document document) {
        var list = new IdList(document.key().substring(KEY.length()));
        list.names.addAll(document.values().keySet());
        return list;
    }

    String driver() {
        return driver;
    }

    SortedSet<String> names() {
        return names;
    }

    @Override
    public Document document() {
        Map<String, String> values = new TreeMap<>();
        names.forEach(name -> values.put(name, ""));
        return Document.of(DaxModule.NAME, KEY + driver, values);
    }
}
