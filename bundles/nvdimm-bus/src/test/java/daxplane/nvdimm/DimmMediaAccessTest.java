package daxplane.nvdimm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import daxplane.labels.AreaWrite;
import org.junit.jupiter.api.Test;

/** A label area stays readable at a power failure because its writes reach the medium in their order, one by one. */
class DimmMediaAccessTest {

    private static final byte[] INDEX = {1, 2, 3};
    private static final byte[] SLOT = {4, 5};

    private final Media media = mock();
    private final DimmMediaAccess area = new DimmMediaAccess(media, 2);

    @Test
    void eachWriteIsDurableBeforeTheNextOneBegins() throws Exception {
        area.write(new AreaWrite(4096, SLOT));
        area.write(new AreaWrite(256, INDEX));

        var order = inOrder(media);
        order.verify(media).writeLabelArea(2, 4096, SLOT);
        order.verify(media).flush();
        order.verify(media).writeLabelArea(2, 256, INDEX);
        order.verify(media).flush();
        order.verifyNoMoreInteractions();
    }

    @Test
    void nothingIsFlushedThatWasNotWritten() throws Exception {
        doThrow(new KernelException(Errno.EIO)).when(media).writeLabelArea(2, 0, INDEX);

        assertThatThrownBy(() -> area.write(new AreaWrite(0, INDEX))).isInstanceOf(KernelException.class);

        verify(media, never()).flush();
    }
}
