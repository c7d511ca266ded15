export const bookshopFaults = [];
