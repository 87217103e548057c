package daxplane.loader;

import java.util.List;

/**
 * A bundle of the running framework.
 *
 * @param name       symbolic name
 * @param state      the framework's word in small letters: {@code active}, {@code resolved}, {@code installed} (its needs are not met)
 * @param components of Declarative Services
 * @param needs      what keeps it from being resolved, a phrase each: {@code package org.example}
 */
public record BundleState(String name, String version, String state, List<Component> components, List<String> needs) {

    public BundleState {
        components = List.copyOf(components);
        needs = List.copyOf(needs);
    }

    /** Whether all of it works. */
    public boolean satisfied() {
        return needs.isEmpty() && components.stream().allMatch(component -> component.needs().isEmpty());
    }

    /**
     * @param name     as the component's description says, mostly the class
     * @param state    {@code active}: somebody uses it; {@code satisfied}: made when somebody asks; {@code unsatisfied}; {@code failed}
     * @param services interfaces that it provides
     * @param needs    why it is not there, a phrase each: {@code daxplane.journal.Journals (journals)}
     */
    public record Component(String name, String state, List<String> services, List<String> needs) {

        public Component {
            services = List.copyOf(services);
            needs = List.copyOf(needs);
        }
    }
}
