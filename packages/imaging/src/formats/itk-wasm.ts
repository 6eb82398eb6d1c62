// Own declarations of the few functions used. The packages' own ones do not compile: one names a file that does not
// exist, both need a browser's types. A specifier in a variable keeps TypeScript from looking at them.

/** ITK's image: x fastest, components of one voxel side by side, geometry in LPS millimetres. */
export interface ItkImage {
  readonly imageType: { readonly dimension: number; readonly components: number };
  readonly size: readonly number[];
  readonly data: ArrayBufferView | null;
}

interface ImageIo {
  nrrdReadImageNode(path: string): Promise<{ couldRead: boolean; image?: ItkImage }>;
  metaReadImageNode(path: string): Promise<{ couldRead: boolean; image?: ItkImage }>;
  gdcmReadImageNode(path: string): Promise<{ couldRead: boolean; image?: ItkImage }>;
}

interface Dicom {
  /** `singleSortedSeries`: the files are one series, in slice order already. */
  readImageDicomFileSeriesNode(options: {
    inputImages: readonly string[];
    singleSortedSeries: boolean;
  }): Promise<{ outputImage?: ItkImage }>;
}

const IMAGE_IO: string = "@itk-wasm/image-io";
const DICOM: string = "@itk-wasm/dicom";

/** ITK's readers of single files. */
export function loadImageIo(): Promise<ImageIo> {
  return import(IMAGE_IO);
}

/** ITK's reader of DICOM series (GDCM). */
export function loadDicom(): Promise<Dicom> {
  return import(DICOM);
}
