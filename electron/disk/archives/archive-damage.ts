/** Something in an archive that must not be there, or isn't as it must be. Its message says what, in a few words. */
export class Damage extends Error {}
