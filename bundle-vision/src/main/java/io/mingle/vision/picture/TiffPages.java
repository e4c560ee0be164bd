package io.mingle.vision.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pages of a TIFF: its directories in order, without those of thumbnails and masks (TIFF 6.0,
 * NewSubfileType).
 */
final class TiffPages {

    /** How many pages share the pixels of the largest single picture. */
    private static final int PAGES_OF_A_PICTURE = 5;

    private static final long REDUCED_OR_MASK = 1 | 4;
    private static final long OLD_REDUCED = 2;
    private static final int ENTRY = 12;

    private final EncodedPicture encoded;
    private final List<TiffDirectory> pages = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private TiffPages(EncodedPicture encoded) {
        this.encoded = encoded;
    }

    static Pages of(EncodedPicture encoded) throws IOException {
        TiffPages pages = new TiffPages(encoded);
        pages.walk();
        return pages.within();
    }

    private void walk() throws IOException {
        TiffDirectory first = TiffDirectory.first(encoded.bytes());
        // Directories that do not overlap have no more entries than fit into the file.
        long entries = encoded.bytes().length() / ENTRY;
        Optional<TiffDirectory> directory = Optional.of(first);
        Set<Long> seen = new HashSet<>();
        while (directory.isPresent() && seen.add(directory.get().at())) {
            TiffDirectory found = directory.get();
            if (isPage(found)) {
                pages.add(found);
            }
            entries -= Math.max(1, found.size());
            try {
                directory = entries < 0 ? Optional.empty() : found.next();
            } catch (IOException e) {
                warnings.add(
                        "%s is damaged (%s); pages behind the first %s may be lost."
                                .formatted(
                                        encoded.name(),
                                        EncodedPicture.ENDS_TOO_EARLY,
                                        pages.size()));
                break;
            }
        }
        if (pages.isEmpty()) {
            pages.add(first);
        }
    }

    private static boolean isPage(TiffDirectory directory) throws IOException {
        return directory.has(TiffTags.WIDTH)
                && directory.has(TiffTags.LENGTH)
                && (directory.number(TiffTags.NEW_SUBFILE_TYPE, 0) & REDUCED_OR_MASK) == 0
                && directory.number(TiffTags.SUBFILE_TYPE, 0) != OLD_REDUCED;
    }

    private Pages within() throws IOException {
        List<Pages.Page> taken = new ArrayList<>();
        long most = Math.max(1, encoded.maxPages() / PAGES_OF_A_PICTURE) * encoded.maxPixels();
        long pixels = 0;
        for (TiffDirectory page : pages) {
            long width = page.number(TiffTags.WIDTH, 0);
            pixels += Math.min(encoded.maxPixels(), width * page.number(TiffTags.LENGTH, 0));
            if (taken.size() == encoded.maxPages() || pixels > most) {
                warnings.add(
                        "%s has %s pages, of which only the first %s are regarded."
                                .formatted(encoded.name(), pages.size(), taken.size()));
                break;
            }
            EncodedPicture named = pages.size() == 1 ? encoded : encoded.page(taken.size() + 1);
            taken.add(new Pages.Page(named, each -> TiffDecoder.decode(each, page)));
        }
        return new Pages(taken, warnings);
    }
}
