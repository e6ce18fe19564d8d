/** The pictures that the library stores, as a file chooser names them. */
export const PICTURE_TYPES = "image/jpeg,image/png,image/webp,image/gif,image/avif";
