/**
 * What is the newsroom's alone: unpublished stories are no other user's of the machine. Apart from the writing
 * of files, which a thread that only needs to know this would load with all of Node's cryptography.
 */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;
