export const bookshopVariants = [];
