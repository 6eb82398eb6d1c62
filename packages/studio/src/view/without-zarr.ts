// What stands for zarrita, NiiVue's reader of Zarr with its codecs, in the page's chunk: the studio gives NiiVue a scan that it has, and more than
// half of the chunk would be for what it never opens.

export {};
