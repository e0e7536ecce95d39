/** Where in the panel's page the speaker's window is: a second window, and the only one that a page may open. */
export const speakerHash = '#/speaker'
