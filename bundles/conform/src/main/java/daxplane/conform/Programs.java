package daxplane.conform;

/** Programs of a recording that go on while others run: they hold devices and memory. */
interface Programs {

    /** None can be run. */
    Programs NONE = new Programs() {
        @Override
        public boolean start(String tag, String command) {
            return false;
        }

        @Override
        public boolean kill(String tag) {
            return false;
        }
    };

    /** @return false when nobody knows what the program would do to the machine */
    boolean start(String tag, String command);

    /** @return false when no such program was started */
    boolean kill(String tag);
}
