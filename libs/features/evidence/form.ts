/**
 * The words and the form in which stories are told, printed and explained: raised with every change of them. The words of a bundle of another
 * form are not told again by its verifier, which says so. What the last form was made of stands in `form.golden.json`.
 */
export const FORM = '3';
