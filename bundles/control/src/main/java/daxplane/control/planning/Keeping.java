package daxplane.control.planning;

import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.inventory.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether memory keeps what is stored in it when power goes, for those who are about to store something. A DIMM that is not armed may not save
 * what it holds; memory that a boot parameter calls persistent is RAM, and no DIMM is behind it (decision 178).
 */
final class Keeping {

    private Keeping() {
    }

    /** What an operator should know before an object is handed to a file system or to applications; empty where nothing speaks against it. */
    static List<String> doubts(Inventory picture, String object) {
        var doubts = new ArrayList<String>();
        var unarmed = Suitability.dimms(picture, object).stream().map(Dimm::name).filter(picture::unarmed).toList();
        if (!unarmed.isEmpty()) {
            doubts.add(String.join(", ", unarmed) + (unarmed.size() == 1 ? " is" : " are") + " not armed: what is stored there may not outlive a loss of power");
        }
        Suitability.regions(picture, object).stream().filter(region -> region.mappings().isEmpty()).map(Region::name)
                .forEach(region -> doubts.add("no DIMM is behind " + region + ": nobody says that what is stored there outlives a loss of power"));
        return List.copyOf(doubts);
    }
}
