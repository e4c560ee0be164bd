package io.mingle.document.internal.source;

import io.mingle.api.document.Page;
import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;

/** A file whose pages somebody else has read. */
record DecodedFile(List<Page> decoded) implements Source {

    @Override
    public int pages() {
        return decoded.size();
    }

    @Override
    public SourcePage page(int index) {
        throw new InvalidRequestException(
                "Page %s of '%s' has no picture. Take the page as it was read."
                        .formatted(index + 1, decoded.get(index).file()));
    }

    @Override
    public Optional<Page> ready(int index) {
        return Optional.of(decoded.get(index));
    }

    @Override
    public void close() {}
}
