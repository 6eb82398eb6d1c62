// Generated from libtorch 2.13.0 by generate/operators.ts: do not edit.
import type { Device, DType, Layout, MemoryFormat } from "../dtype.js";
import type { Generator } from "../random.js";
import type { Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import * as operators from "./operators.js";

declare module "../tensor.js" {
  interface Tensor {
    /** `aten::abs(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.abs.html) */
    abs(): Tensor;
    /** `aten::abs_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.abs_.html) */
    abs_(): this;
    /** `aten::absolute(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.absolute.html) */
    absolute(): Tensor;
    /** `aten::absolute_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.absolute_.html) */
    absolute_(): this;
    /** `aten::acos(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.acos.html) */
    acos(): Tensor;
    /** `aten::acos_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.acos_.html) */
    acos_(): this;
    /** `aten::acosh(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.acosh.html) */
    acosh(): Tensor;
    /** `aten::acosh_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.acosh_.html) */
    acosh_(): this;
    /** `aten::adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool1d.html) */
    adaptiveAvgPool1d(outputSize: number | readonly number[]): Tensor;
    /** `aten::adaptive_avg_pool2d(Tensor self, SymInt[2] output_size) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool2d.html) */
    adaptiveAvgPool2d(outputSize: number | readonly number[]): Tensor;
    /** `aten::adaptive_avg_pool3d(Tensor self, SymInt[3] output_size) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool3d.html) */
    adaptiveAvgPool3d(outputSize: number | readonly number[]): Tensor;
    /** `aten::adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor, Tensor)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool1d.html) */
    adaptiveMaxPool1d(outputSize: number | readonly number[]): [result0: Tensor, result1: Tensor];
    /** `aten::adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor, Tensor)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool2d.html) */
    adaptiveMaxPool2d(outputSize: number | readonly number[]): [result0: Tensor, result1: Tensor];
    /** `aten::adaptive_max_pool3d(Tensor self, int[3] output_size) -> (Tensor, Tensor)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool3d.html) */
    adaptiveMaxPool3d(outputSize: number | readonly number[]): [result0: Tensor, result1: Tensor];
    /** `aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`  
     * `aten::add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.add.html) */
    add(other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
    add(other: Scalar, alpha?: Scalar): Tensor;
    /** `aten::add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`  
     * `aten::add_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.add_.html) */
    add_(other: Tensor | Scalar, options?: { alpha?: Scalar }): this;
    add_(other: Scalar, alpha?: Scalar): this;
    /** `aten::addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addbmm.html) */
    addbmm(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
    /** `aten::addbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addbmm_.html) */
    addbmm_(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
    /** `aten::addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addcdiv.html) */
    addcdiv(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
    /** `aten::addcdiv_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addcdiv_.html) */
    addcdiv_(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): this;
    /** `aten::addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addcmul.html) */
    addcmul(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
    /** `aten::addcmul_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addcmul_.html) */
    addcmul_(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): this;
    /** `aten::addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
     * `aten::addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addmm.html) */
    addmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
    addmm(mat1: Tensor, mat2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
    /** `aten::addmm_(Tensor(a!) self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addmm_.html) */
    addmm_(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
    /** `aten::addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addmv.html) */
    addmv(mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
    /** `aten::addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addmv_.html) */
    addmv_(mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
    /** `aten::addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addr.html) */
    addr(vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
    /** `aten::addr_(Tensor(a!) self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addr_.html) */
    addr_(vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
    /** `aten::adjoint(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.adjoint.html) */
    adjoint(): Tensor;
    /** `aten::alias(Tensor(a) self) -> Tensor(a)` */
    alias(): Tensor;
    /** `aten::alias_copy(Tensor self) -> Tensor` */
    aliasCopy(): Tensor;
    /** `aten::all(Tensor self) -> Tensor`  
     * `aten::all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor`  
     * `aten::all.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.all.html) */
    all(): Tensor;
    all(dim: number | bigint, options?: { keepdim?: boolean }): Tensor;
    all(dim: number | bigint, keepdim?: boolean): Tensor;
    all(options?: { dim?: readonly number[]; keepdim?: boolean }): Tensor;
    all(dim?: readonly number[], options?: { keepdim?: boolean }): Tensor;
    all(dim?: readonly number[], keepdim?: boolean): Tensor;
    /** `aten::allclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> bool`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.allclose.html) */
    allclose(other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): boolean;
    allclose(other: Tensor, rtol?: number, options?: { atol?: number; equalNan?: boolean }): boolean;
    allclose(other: Tensor, rtol?: number, atol?: number, options?: { equalNan?: boolean }): boolean;
    allclose(other: Tensor, rtol?: number, atol?: number, equalNan?: boolean): boolean;
    /** `aten::alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
    alphaDropout_(p: number, train: boolean): this;
    /** `aten::amax(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.amax.html) */
    amax(options?: { dim?: number | readonly number[]; keepdim?: boolean }): Tensor;
    amax(dim?: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
    amax(dim?: number | readonly number[], keepdim?: boolean): Tensor;
    /** `aten::amin(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.amin.html) */
    amin(options?: { dim?: number | readonly number[]; keepdim?: boolean }): Tensor;
    amin(dim?: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
    amin(dim?: number | readonly number[], keepdim?: boolean): Tensor;
    /** `aten::aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.aminmax.html) */
    aminmax(options?: { dim?: number | bigint; keepdim?: boolean }): [min: Tensor, max: Tensor];
    /** `aten::angle(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.angle.html) */
    angle(): Tensor;
    /** `aten::any(Tensor self) -> Tensor`  
     * `aten::any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor`  
     * `aten::any.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.any.html) */
    any(): Tensor;
    any(dim: number | bigint, options?: { keepdim?: boolean }): Tensor;
    any(dim: number | bigint, keepdim?: boolean): Tensor;
    any(options?: { dim?: readonly number[]; keepdim?: boolean }): Tensor;
    any(dim?: readonly number[], options?: { keepdim?: boolean }): Tensor;
    any(dim?: readonly number[], keepdim?: boolean): Tensor;
    /** `aten::arccos(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arccos.html) */
    arccos(): Tensor;
    /** `aten::arccos_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arccos_.html) */
    arccos_(): this;
    /** `aten::arccosh(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arccosh.html) */
    arccosh(): Tensor;
    /** `aten::arccosh_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arccosh_.html) */
    arccosh_(): this;
    /** `aten::arcsin(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arcsin.html) */
    arcsin(): Tensor;
    /** `aten::arcsin_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arcsin_.html) */
    arcsin_(): this;
    /** `aten::arcsinh(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arcsinh.html) */
    arcsinh(): Tensor;
    /** `aten::arcsinh_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arcsinh_.html) */
    arcsinh_(): this;
    /** `aten::arctan(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arctan.html) */
    arctan(): Tensor;
    /** `aten::arctan2(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arctan2.html) */
    arctan2(other: Tensor): Tensor;
    /** `aten::arctan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arctan2_.html) */
    arctan2_(other: Tensor): this;
    /** `aten::arctan_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arctan_.html) */
    arctan_(): this;
    /** `aten::arctanh(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arctanh.html) */
    arctanh(): Tensor;
    /** `aten::arctanh_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arctanh_.html) */
    arctanh_(): this;
    /** `aten::argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.argmax.html) */
    argmax(options?: { dim?: number | bigint; keepdim?: boolean }): Tensor;
    argmax(dim?: number | bigint, options?: { keepdim?: boolean }): Tensor;
    argmax(dim?: number | bigint, keepdim?: boolean): Tensor;
    /** `aten::argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.argmin.html) */
    argmin(options?: { dim?: number | bigint; keepdim?: boolean }): Tensor;
    argmin(dim?: number | bigint, options?: { keepdim?: boolean }): Tensor;
    argmin(dim?: number | bigint, keepdim?: boolean): Tensor;
    /** `aten::argsort.stable(Tensor self, *, bool stable, int dim=-1, bool descending=False) -> Tensor`  
     * `aten::argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.argsort.html) */
    argsort(options: { stable: boolean; dim?: number | bigint; descending?: boolean }): Tensor;
    argsort(options?: { dim?: number | bigint; descending?: boolean }): Tensor;
    argsort(dim?: number | bigint, options?: { descending?: boolean }): Tensor;
    argsort(dim?: number | bigint, descending?: boolean): Tensor;
    /** `aten::argwhere(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.argwhere.html) */
    argwhere(): Tensor;
    /** `aten::as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.as_strided.html) */
    asStrided(size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | bigint }): Tensor;
    asStrided(size: readonly number[], stride: readonly number[], storageOffset?: number | bigint): Tensor;
    /** `aten::as_strided_copy(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
    asStridedCopy(size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | bigint }): Tensor;
    asStridedCopy(size: readonly number[], stride: readonly number[], storageOffset?: number | bigint): Tensor;
    /** `aten::as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
    asStridedScatter(src: Tensor, size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | bigint }): Tensor;
    asStridedScatter(src: Tensor, size: readonly number[], stride: readonly number[], storageOffset?: number | bigint): Tensor;
    /** `aten::as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.as_strided_.html) */
    asStrided_(size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | bigint }): this;
    asStrided_(size: readonly number[], stride: readonly number[], storageOffset?: number | bigint): this;
    /** `aten::asin(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.asin.html) */
    asin(): Tensor;
    /** `aten::asin_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.asin_.html) */
    asin_(): this;
    /** `aten::asinh(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.asinh.html) */
    asinh(): Tensor;
    /** `aten::asinh_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.asinh_.html) */
    asinh_(): this;
    /** `aten::atan(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atan.html) */
    atan(): Tensor;
    /** `aten::atan2(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atan2.html) */
    atan2(other: Tensor): Tensor;
    /** `aten::atan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.atan2_.html) */
    atan2_(other: Tensor): this;
    /** `aten::atan_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.atan_.html) */
    atan_(): this;
    /** `aten::atanh(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atanh.html) */
    atanh(): Tensor;
    /** `aten::atanh_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.atanh_.html) */
    atanh_(): this;
    /** `aten::atleast_1d(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atleast_1d.html) */
    atleast1d(): Tensor;
    /** `aten::atleast_2d(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atleast_2d.html) */
    atleast2d(): Tensor;
    /** `aten::atleast_3d(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atleast_3d.html) */
    atleast3d(): Tensor;
    /** `aten::avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], bool ceil_mode=False, bool count_include_pad=True) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool1d.html) */
    avgPool1d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
    avgPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
    avgPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
    avgPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, options?: { countIncludePad?: boolean }): Tensor;
    avgPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean): Tensor;
    /** `aten::avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool2d.html) */
    avgPool2d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
    avgPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
    avgPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
    avgPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, options?: { countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
    avgPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, options?: { divisorOverride?: number | bigint }): Tensor;
    avgPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, divisorOverride?: number | bigint): Tensor;
    /** `aten::avg_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool3d.html) */
    avgPool3d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
    avgPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
    avgPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
    avgPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, options?: { countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
    avgPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, options?: { divisorOverride?: number | bigint }): Tensor;
    avgPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, divisorOverride?: number | bigint): Tensor;
    /** `aten::baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
     * `aten::baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.baddbmm.html) */
    baddbmm(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
    baddbmm(batch1: Tensor, batch2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
    /** `aten::baddbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.baddbmm_.html) */
    baddbmm_(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
    /** `aten::bernoulli(Tensor self, *, Generator? generator=None) -> Tensor`  
     * `aten::bernoulli.Tensor(Tensor self, Tensor p, *, Generator? generator=None) -> Tensor`  
     * `aten::bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bernoulli.html) */
    bernoulli(options?: { generator?: Generator }): Tensor;
    bernoulli(p: Tensor | number, options?: { generator?: Generator }): Tensor;
    /** `aten::bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)`  
     * `aten::bernoulli_.float(Tensor(a!) self, float p=0.5, *, Generator? generator=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bernoulli_.html) */
    bernoulli_(p: Tensor, options?: { generator?: Generator }): this;
    bernoulli_(options?: { p?: number; generator?: Generator }): this;
    bernoulli_(p?: number, options?: { generator?: Generator }): this;
    /** `aten::binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int reduction=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy.html) */
    binaryCrossEntropy(target: Tensor, options?: { weight?: Tensor; reduction?: number | bigint }): Tensor;
    binaryCrossEntropy(target: Tensor, weight?: Tensor, options?: { reduction?: number | bigint }): Tensor;
    binaryCrossEntropy(target: Tensor, weight?: Tensor, reduction?: number | bigint): Tensor;
    /** `aten::binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy_with_logits.html) */
    binaryCrossEntropyWithLogits(target: Tensor, options?: { weight?: Tensor; posWeight?: Tensor; reduction?: number | bigint }): Tensor;
    binaryCrossEntropyWithLogits(target: Tensor, weight?: Tensor, options?: { posWeight?: Tensor; reduction?: number | bigint }): Tensor;
    binaryCrossEntropyWithLogits(target: Tensor, weight?: Tensor, posWeight?: Tensor, options?: { reduction?: number | bigint }): Tensor;
    binaryCrossEntropyWithLogits(target: Tensor, weight?: Tensor, posWeight?: Tensor, reduction?: number | bigint): Tensor;
    /** `aten::bincount(Tensor self, Tensor? weights=None, SymInt minlength=0) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bincount.html) */
    bincount(options?: { weights?: Tensor; minlength?: number | bigint }): Tensor;
    bincount(weights?: Tensor, options?: { minlength?: number | bigint }): Tensor;
    bincount(weights?: Tensor, minlength?: number | bigint): Tensor;
    /** `aten::bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_and.html) */
    bitwiseAnd(other: Tensor | Scalar): Tensor;
    /** `aten::bitwise_and_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::bitwise_and_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_and_.html) */
    bitwiseAnd_(other: Tensor | Scalar): this;
    /** `aten::bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_left_shift.html) */
    bitwiseLeftShift(other: Tensor | Scalar): Tensor;
    /** `aten::bitwise_left_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::bitwise_left_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_left_shift_.html) */
    bitwiseLeftShift_(other: Tensor | Scalar): this;
    /** `aten::bitwise_not(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_not.html) */
    bitwiseNot(): Tensor;
    /** `aten::bitwise_not_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_not_.html) */
    bitwiseNot_(): this;
    /** `aten::bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_or.html) */
    bitwiseOr(other: Tensor | Scalar): Tensor;
    /** `aten::bitwise_or_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::bitwise_or_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_or_.html) */
    bitwiseOr_(other: Tensor | Scalar): this;
    /** `aten::bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_right_shift.html) */
    bitwiseRightShift(other: Tensor | Scalar): Tensor;
    /** `aten::bitwise_right_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::bitwise_right_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_right_shift_.html) */
    bitwiseRightShift_(other: Tensor | Scalar): this;
    /** `aten::bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_xor.html) */
    bitwiseXor(other: Tensor | Scalar): Tensor;
    /** `aten::bitwise_xor_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::bitwise_xor_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_xor_.html) */
    bitwiseXor_(other: Tensor | Scalar): this;
    /** `aten::bmm(Tensor self, Tensor mat2) -> Tensor`  
     * `aten::bmm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bmm.html) */
    bmm(mat2: Tensor): Tensor;
    bmm(mat2: Tensor, outDtype: DType): Tensor;
    /** `aten::broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.broadcast_to.html) */
    broadcastTo(size: readonly number[]): Tensor;
    /** `aten::bucketize.Tensor(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bucketize.html) */
    bucketize(boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
    /** `aten::cauchy(Tensor self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor` */
    cauchy(options?: { median?: number; sigma?: number; generator?: Generator }): Tensor;
    cauchy(median?: number, options?: { sigma?: number; generator?: Generator }): Tensor;
    cauchy(median?: number, sigma?: number, options?: { generator?: Generator }): Tensor;
    /** `aten::cauchy_(Tensor(a!) self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cauchy_.html) */
    cauchy_(options?: { median?: number; sigma?: number; generator?: Generator }): this;
    cauchy_(median?: number, options?: { sigma?: number; generator?: Generator }): this;
    cauchy_(median?: number, sigma?: number, options?: { generator?: Generator }): this;
    /** `aten::ccol_indices(Tensor(a) self) -> Tensor(a)` */
    ccolIndices(): Tensor;
    /** `aten::ccol_indices_copy(Tensor self) -> Tensor` */
    ccolIndicesCopy(): Tensor;
    /** `aten::ceil(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ceil.html) */
    ceil(): Tensor;
    /** `aten::ceil_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.ceil_.html) */
    ceil_(): this;
    /** `aten::celu(Tensor self, Scalar alpha=1.) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.celu.html) */
    celu(options?: { alpha?: Scalar }): Tensor;
    celu(alpha?: Scalar): Tensor;
    /** `aten::celu_(Tensor(a!) self, Scalar alpha=1.) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.celu_.html) */
    celu_(options?: { alpha?: Scalar }): this;
    celu_(alpha?: Scalar): this;
    /** `aten::chalf(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` */
    chalf(options?: { memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::channel_shuffle(Tensor self, SymInt groups) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.channel_shuffle.html) */
    channelShuffle(groups: number | bigint): Tensor;
    /** `aten::cholesky(Tensor self, bool upper=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cholesky.html) */
    cholesky(options?: { upper?: boolean }): Tensor;
    cholesky(upper?: boolean): Tensor;
    /** `aten::cholesky_inverse(Tensor self, bool upper=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cholesky_inverse.html) */
    choleskyInverse(options?: { upper?: boolean }): Tensor;
    choleskyInverse(upper?: boolean): Tensor;
    /** `aten::cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cholesky_solve.html) */
    choleskySolve(input2: Tensor, options?: { upper?: boolean }): Tensor;
    choleskySolve(input2: Tensor, upper?: boolean): Tensor;
    /** `aten::chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.chunk.html) */
    chunk(chunks: number | bigint, options?: { dim?: number | bigint }): Tensor[];
    chunk(chunks: number | bigint, dim?: number | bigint): Tensor[];
    /** `aten::clamp.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor`  
     * `aten::clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.clamp.html) */
    clamp(options?: { min?: Tensor; max?: Tensor }): Tensor;
    clamp(min?: Tensor, options?: { max?: Tensor }): Tensor;
    clamp(min?: Tensor, max?: Tensor): Tensor;
    clamp(options?: { min?: Scalar; max?: Scalar }): Tensor;
    clamp(min?: Scalar, options?: { max?: Scalar }): Tensor;
    clamp(min?: Scalar, max?: Scalar): Tensor;
    /** `aten::clamp_max.Tensor(Tensor self, Tensor max) -> Tensor`  
     * `aten::clamp_max(Tensor self, Scalar max) -> Tensor` */
    clampMax(max: Tensor | Scalar): Tensor;
    /** `aten::clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)`  
     * `aten::clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)` */
    clampMax_(max: Tensor | Scalar): this;
    /** `aten::clamp_min.Tensor(Tensor self, Tensor min) -> Tensor`  
     * `aten::clamp_min(Tensor self, Scalar min) -> Tensor` */
    clampMin(min: Tensor | Scalar): Tensor;
    /** `aten::clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)`  
     * `aten::clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)` */
    clampMin_(min: Tensor | Scalar): this;
    /** `aten::clamp_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)`  
     * `aten::clamp_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.clamp_.html) */
    clamp_(options?: { min?: Tensor; max?: Tensor }): this;
    clamp_(min?: Tensor, options?: { max?: Tensor }): this;
    clamp_(min?: Tensor, max?: Tensor): this;
    clamp_(options?: { min?: Scalar; max?: Scalar }): this;
    clamp_(min?: Scalar, options?: { max?: Scalar }): this;
    clamp_(min?: Scalar, max?: Scalar): this;
    /** `aten::clip.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor`  
     * `aten::clip(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.clip.html) */
    clip(options?: { min?: Tensor; max?: Tensor }): Tensor;
    clip(min?: Tensor, options?: { max?: Tensor }): Tensor;
    clip(min?: Tensor, max?: Tensor): Tensor;
    clip(options?: { min?: Scalar; max?: Scalar }): Tensor;
    clip(min?: Scalar, options?: { max?: Scalar }): Tensor;
    clip(min?: Scalar, max?: Scalar): Tensor;
    /** `aten::clip_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)`  
     * `aten::clip_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.clip_.html) */
    clip_(options?: { min?: Tensor; max?: Tensor }): this;
    clip_(min?: Tensor, options?: { max?: Tensor }): this;
    clip_(min?: Tensor, max?: Tensor): this;
    clip_(options?: { min?: Scalar; max?: Scalar }): this;
    clip_(min?: Scalar, options?: { max?: Scalar }): this;
    clip_(min?: Scalar, max?: Scalar): this;
    /** `aten::clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.clone.html) */
    clone(options?: { memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::coalesce(Tensor(a) self) -> Tensor(a)` */
    coalesce(): Tensor;
    /** `aten::col2im(Tensor self, SymInt[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` */
    col2im(outputSize: number | readonly number[], kernelSize: number | readonly number[], dilation: number | readonly number[], padding: number | readonly number[], stride: number | readonly number[]): Tensor;
    /** `aten::col_indices(Tensor(a) self) -> Tensor(a)` */
    colIndices(): Tensor;
    /** `aten::col_indices_copy(Tensor self) -> Tensor` */
    colIndicesCopy(): Tensor;
    /** `aten::combinations(Tensor self, int r=2, bool with_replacement=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.combinations.html) */
    combinations(options?: { r?: number | bigint; withReplacement?: boolean }): Tensor;
    combinations(r?: number | bigint, options?: { withReplacement?: boolean }): Tensor;
    combinations(r?: number | bigint, withReplacement?: boolean): Tensor;
    /** `aten::conj(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.conj.html) */
    conj(): Tensor;
    /** `aten::conj_physical(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.conj_physical.html) */
    conjPhysical(): Tensor;
    /** `aten::conj_physical_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.conj_physical_.html) */
    conjPhysical_(): this;
    /** `aten::constant_pad_nd(Tensor self, SymInt[] pad, Scalar value=0) -> Tensor` */
    constantPadNd(pad: readonly number[], options?: { value?: Scalar }): Tensor;
    constantPadNd(pad: readonly number[], value?: Scalar): Tensor;
    /** `aten::contiguous(Tensor(a) self, *, MemoryFormat memory_format=0) -> Tensor(a)` */
    contiguous(options?: { memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::conv_depthwise3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding, SymInt[3] dilation) -> Tensor` */
    convDepthwise3d(weight: Tensor, kernelSize: number | readonly number[], bias: Tensor | undefined, stride: number | readonly number[], padding: number | readonly number[], dilation: number | readonly number[]): Tensor;
    /** `aten::conv_tbc(Tensor self, Tensor weight, Tensor bias, int pad=0) -> Tensor` */
    convTbc(weight: Tensor, bias: Tensor, options?: { pad?: number | bigint }): Tensor;
    convTbc(weight: Tensor, bias: Tensor, pad?: number | bigint): Tensor;
    /** `aten::copy(Tensor self, Tensor src, bool non_blocking=False) -> Tensor` */
    copy(src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
    copy(src: Tensor, nonBlocking?: boolean): Tensor;
    /** `aten::copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.copy_.html) */
    copy_(src: Tensor, options?: { nonBlocking?: boolean }): this;
    copy_(src: Tensor, nonBlocking?: boolean): this;
    /** `aten::copysign.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::copysign.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.copysign.html) */
    copysign(other: Tensor | Scalar): Tensor;
    /** `aten::copysign_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::copysign_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.copysign_.html) */
    copysign_(other: Tensor | Scalar): this;
    /** `aten::corrcoef(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.corrcoef.html) */
    corrcoef(): Tensor;
    /** `aten::cos(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cos.html) */
    cos(): Tensor;
    /** `aten::cos_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cos_.html) */
    cos_(): this;
    /** `aten::cosh(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cosh.html) */
    cosh(): Tensor;
    /** `aten::cosh_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cosh_.html) */
    cosh_(): this;
    /** `aten::count_nonzero(Tensor self, int? dim=None) -> Tensor`  
     * `aten::count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.count_nonzero.html) */
    countNonzero(options?: { dim?: number | bigint }): Tensor;
    countNonzero(dim?: number | bigint): Tensor;
    countNonzero(dim: readonly number[]): Tensor;
    /** `aten::cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cov.html) */
    cov(options?: { correction?: number | bigint; fweights?: Tensor; aweights?: Tensor }): Tensor;
    /** `aten::cross(Tensor self, Tensor other, int? dim=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cross.html) */
    cross(other: Tensor, options?: { dim?: number | bigint }): Tensor;
    cross(other: Tensor, dim?: number | bigint): Tensor;
    /** `aten::cross_entropy_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, float label_smoothing=0.) -> Tensor` */
    crossEntropyLoss(target: Tensor, options?: { weight?: Tensor; reduction?: number | bigint; ignoreIndex?: number | bigint; labelSmoothing?: number }): Tensor;
    crossEntropyLoss(target: Tensor, weight?: Tensor, options?: { reduction?: number | bigint; ignoreIndex?: number | bigint; labelSmoothing?: number }): Tensor;
    crossEntropyLoss(target: Tensor, weight?: Tensor, reduction?: number | bigint, options?: { ignoreIndex?: number | bigint; labelSmoothing?: number }): Tensor;
    crossEntropyLoss(target: Tensor, weight?: Tensor, reduction?: number | bigint, ignoreIndex?: number | bigint, options?: { labelSmoothing?: number }): Tensor;
    crossEntropyLoss(target: Tensor, weight?: Tensor, reduction?: number | bigint, ignoreIndex?: number | bigint, labelSmoothing?: number): Tensor;
    /** `aten::crow_indices(Tensor(a) self) -> Tensor(a)` */
    crowIndices(): Tensor;
    /** `aten::crow_indices_copy(Tensor self) -> Tensor` */
    crowIndicesCopy(): Tensor;
    /** `aten::cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cummax.html) */
    cummax(dim: number | bigint): [values: Tensor, indices: Tensor];
    /** `aten::cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cummin.html) */
    cummin(dim: number | bigint): [values: Tensor, indices: Tensor];
    /** `aten::cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cumprod.html) */
    cumprod(dim: number | bigint, options?: { dtype?: DType }): Tensor;
    /** `aten::cumprod_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cumprod_.html) */
    cumprod_(dim: number | bigint, options?: { dtype?: DType }): this;
    /** `aten::cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cumsum.html) */
    cumsum(dim: number | bigint, options?: { dtype?: DType }): Tensor;
    /** `aten::cumsum_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cumsum_.html) */
    cumsum_(dim: number | bigint, options?: { dtype?: DType }): this;
    /** `aten::deg2rad(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.deg2rad.html) */
    deg2rad(): Tensor;
    /** `aten::deg2rad_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.deg2rad_.html) */
    deg2rad_(): this;
    /** `aten::dense_dim(Tensor self) -> int` */
    denseDim(): number;
    /** `aten::dequantize.self(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.dequantize.html) */
    dequantize(): Tensor;
    /** `aten::det(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.det.html) */
    det(): Tensor;
    /** `aten::detach(Tensor(a) self) -> Tensor(a)` */
    detach(): Tensor;
    /** `aten::detach_copy(Tensor self) -> Tensor` */
    detachCopy(): Tensor;
    /** `aten::detach_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.detach_.html) */
    detach_(): this;
    /** `aten::diag(Tensor self, int diagonal=0) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diag.html) */
    diag(options?: { diagonal?: number | bigint }): Tensor;
    diag(diagonal?: number | bigint): Tensor;
    /** `aten::diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diag_embed.html) */
    diagEmbed(options?: { offset?: number | bigint; dim1?: number | bigint; dim2?: number | bigint }): Tensor;
    diagEmbed(offset?: number | bigint, options?: { dim1?: number | bigint; dim2?: number | bigint }): Tensor;
    diagEmbed(offset?: number | bigint, dim1?: number | bigint, options?: { dim2?: number | bigint }): Tensor;
    diagEmbed(offset?: number | bigint, dim1?: number | bigint, dim2?: number | bigint): Tensor;
    /** `aten::diagflat(Tensor self, int offset=0) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diagflat.html) */
    diagflat(options?: { offset?: number | bigint }): Tensor;
    diagflat(offset?: number | bigint): Tensor;
    /** `aten::diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diagonal.html) */
    diagonal(options?: { offset?: number | bigint; dim1?: number | bigint; dim2?: number | bigint }): Tensor;
    diagonal(offset?: number | bigint, options?: { dim1?: number | bigint; dim2?: number | bigint }): Tensor;
    diagonal(offset?: number | bigint, dim1?: number | bigint, options?: { dim2?: number | bigint }): Tensor;
    diagonal(offset?: number | bigint, dim1?: number | bigint, dim2?: number | bigint): Tensor;
    /** `aten::diagonal_copy(Tensor self, int offset=0, int dim1=0, int dim2=1) -> Tensor` */
    diagonalCopy(options?: { offset?: number | bigint; dim1?: number | bigint; dim2?: number | bigint }): Tensor;
    diagonalCopy(offset?: number | bigint, options?: { dim1?: number | bigint; dim2?: number | bigint }): Tensor;
    diagonalCopy(offset?: number | bigint, dim1?: number | bigint, options?: { dim2?: number | bigint }): Tensor;
    diagonalCopy(offset?: number | bigint, dim1?: number | bigint, dim2?: number | bigint): Tensor;
    /** `aten::diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diagonal_scatter.html) */
    diagonalScatter(src: Tensor, options?: { offset?: number | bigint; dim1?: number | bigint; dim2?: number | bigint }): Tensor;
    diagonalScatter(src: Tensor, offset?: number | bigint, options?: { dim1?: number | bigint; dim2?: number | bigint }): Tensor;
    diagonalScatter(src: Tensor, offset?: number | bigint, dim1?: number | bigint, options?: { dim2?: number | bigint }): Tensor;
    diagonalScatter(src: Tensor, offset?: number | bigint, dim1?: number | bigint, dim2?: number | bigint): Tensor;
    /** `aten::diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diff.html) */
    diff(options?: { n?: number | bigint; dim?: number | bigint; prepend?: Tensor; append?: Tensor }): Tensor;
    diff(n?: number | bigint, options?: { dim?: number | bigint; prepend?: Tensor; append?: Tensor }): Tensor;
    diff(n?: number | bigint, dim?: number | bigint, options?: { prepend?: Tensor; append?: Tensor }): Tensor;
    diff(n?: number | bigint, dim?: number | bigint, prepend?: Tensor, options?: { append?: Tensor }): Tensor;
    diff(n?: number | bigint, dim?: number | bigint, prepend?: Tensor, append?: Tensor): Tensor;
    /** `aten::digamma(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.digamma.html) */
    digamma(): Tensor;
    /** `aten::digamma_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.digamma_.html) */
    digamma_(): this;
    /** `aten::dist(Tensor self, Tensor other, Scalar p=2) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.dist.html) */
    dist(other: Tensor, options?: { p?: Scalar }): Tensor;
    dist(other: Tensor, p?: Scalar): Tensor;
    /** `aten::div.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor`  
     * `aten::div.Scalar(Tensor self, Scalar other) -> Tensor`  
     * `aten::div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.div.html) */
    div(other: Tensor | Scalar): Tensor;
    div(other: Tensor | Scalar, options: { roundingMode: string | undefined }): Tensor;
    /** `aten::div_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::div_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)`  
     * `aten::div_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * `aten::div_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.div_.html) */
    div_(other: Tensor | Scalar): this;
    div_(other: Tensor | Scalar, options: { roundingMode: string | undefined }): this;
    /** `aten::divide.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor`  
     * `aten::divide.Scalar(Tensor self, Scalar other) -> Tensor`  
     * `aten::divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.divide.html) */
    divide(other: Tensor | Scalar): Tensor;
    divide(other: Tensor | Scalar, options: { roundingMode: string | undefined }): Tensor;
    /** `aten::divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::divide_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)`  
     * `aten::divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * `aten::divide_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.divide_.html) */
    divide_(other: Tensor | Scalar): this;
    divide_(other: Tensor | Scalar, options: { roundingMode: string | undefined }): this;
    /** `aten::dot(Tensor self, Tensor tensor) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.dot.html) */
    dot(tensor: Tensor): Tensor;
    /** `aten::dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
    dropout_(p: number, train: boolean): this;
    /** `aten::dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`  
     * `aten::dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.dsplit.html) */
    dsplit(indices: readonly number[] | number | bigint): Tensor[];
    /** `aten::elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.elu.html) */
    elu(options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
    elu(alpha?: Scalar, options?: { scale?: Scalar; inputScale?: Scalar }): Tensor;
    elu(alpha?: Scalar, scale?: Scalar, options?: { inputScale?: Scalar }): Tensor;
    elu(alpha?: Scalar, scale?: Scalar, inputScale?: Scalar): Tensor;
    /** `aten::elu_(Tensor(a!) self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.elu_.html) */
    elu_(options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): this;
    elu_(alpha?: Scalar, options?: { scale?: Scalar; inputScale?: Scalar }): this;
    elu_(alpha?: Scalar, scale?: Scalar, options?: { inputScale?: Scalar }): this;
    elu_(alpha?: Scalar, scale?: Scalar, inputScale?: Scalar): this;
    /** `aten::embedding_renorm(Tensor self, Tensor indices, float max_norm, float norm_type) -> Tensor` */
    embeddingRenorm(indices: Tensor, maxNorm: number, normType: number): Tensor;
    /** `aten::embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` */
    embeddingRenorm_(indices: Tensor, maxNorm: number, normType: number): this;
    /** `aten::empty_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.empty_like.html) */
    emptyLike(options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::eq.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::eq.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.eq.html) */
    eq(other: Tensor | Scalar): Tensor;
    /** `aten::eq_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::eq_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.eq_.html) */
    eq_(other: Tensor | Scalar): this;
    /** `aten::equal(Tensor self, Tensor other) -> bool`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.equal.html) */
    equal(other: Tensor): boolean;
    /** `aten::erf(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.erf.html) */
    erf(): Tensor;
    /** `aten::erf_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.erf_.html) */
    erf_(): this;
    /** `aten::erfc(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.erfc.html) */
    erfc(): Tensor;
    /** `aten::erfc_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.erfc_.html) */
    erfc_(): this;
    /** `aten::erfinv(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.erfinv.html) */
    erfinv(): Tensor;
    /** `aten::erfinv_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.erfinv_.html) */
    erfinv_(): this;
    /** `aten::exp(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.exp.html) */
    exp(): Tensor;
    /** `aten::exp2(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.exp2.html) */
    exp2(): Tensor;
    /** `aten::exp2_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.exp2_.html) */
    exp2_(): this;
    /** `aten::exp_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.exp_.html) */
    exp_(): this;
    /** `aten::expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)` */
    expand(size: readonly number[], options?: { implicit?: boolean }): Tensor;
    /** `aten::expand_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
    expandAs(other: Tensor): Tensor;
    /** `aten::expand_copy(Tensor self, SymInt[] size, *, bool implicit=False) -> Tensor` */
    expandCopy(size: readonly number[], options?: { implicit?: boolean }): Tensor;
    /** `aten::expm1(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.expm1.html) */
    expm1(): Tensor;
    /** `aten::expm1_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.expm1_.html) */
    expm1_(): this;
    /** `aten::exponential(Tensor self, float lambd=1., *, Generator? generator=None) -> Tensor` */
    exponential(options?: { lambd?: number; generator?: Generator }): Tensor;
    exponential(lambd?: number, options?: { generator?: Generator }): Tensor;
    /** `aten::exponential_(Tensor(a!) self, float lambd=1., *, Generator? generator=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.exponential_.html) */
    exponential_(options?: { lambd?: number; generator?: Generator }): this;
    exponential_(lambd?: number, options?: { generator?: Generator }): this;
    /** `aten::feature_alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
    featureAlphaDropout_(p: number, train: boolean): this;
    /** `aten::feature_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
    featureDropout_(p: number, train: boolean): this;
    /** `aten::fft_fft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
    fftFft(options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
    fftFft(n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
    fftFft(n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
    fftFft(n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
    /** `aten::fft_fft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
    fftFft2(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftFft2(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftFft2(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftFft2(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_fftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
    fftFftn(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftFftn(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftFftn(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftFftn(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_fftshift(Tensor self, int[1]? dim=None) -> Tensor` */
    fftFftshift(options?: { dim?: number | readonly number[] }): Tensor;
    fftFftshift(dim?: number | readonly number[]): Tensor;
    /** `aten::fft_hfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
    fftHfft(options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
    fftHfft(n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
    fftHfft(n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
    fftHfft(n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
    /** `aten::fft_hfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
    fftHfft2(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftHfft2(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftHfft2(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftHfft2(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_hfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
    fftHfftn(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftHfftn(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftHfftn(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftHfftn(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_ifft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
    fftIfft(options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
    fftIfft(n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
    fftIfft(n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
    fftIfft(n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
    /** `aten::fft_ifft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
    fftIfft2(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIfft2(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIfft2(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftIfft2(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_ifftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
    fftIfftn(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIfftn(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIfftn(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftIfftn(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_ifftshift(Tensor self, int[1]? dim=None) -> Tensor` */
    fftIfftshift(options?: { dim?: number | readonly number[] }): Tensor;
    fftIfftshift(dim?: number | readonly number[]): Tensor;
    /** `aten::fft_ihfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
    fftIhfft(options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
    fftIhfft(n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
    fftIhfft(n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
    fftIhfft(n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
    /** `aten::fft_ihfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
    fftIhfft2(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIhfft2(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIhfft2(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftIhfft2(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_ihfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
    fftIhfftn(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIhfftn(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIhfftn(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftIhfftn(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_irfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
    fftIrfft(options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
    fftIrfft(n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
    fftIrfft(n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
    fftIrfft(n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
    /** `aten::fft_irfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
    fftIrfft2(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIrfft2(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIrfft2(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftIrfft2(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_irfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
    fftIrfftn(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIrfftn(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftIrfftn(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftIrfftn(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_rfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
    fftRfft(options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
    fftRfft(n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
    fftRfft(n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
    fftRfft(n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
    /** `aten::fft_rfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
    fftRfft2(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftRfft2(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftRfft2(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftRfft2(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fft_rfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
    fftRfftn(options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
    fftRfftn(s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
    fftRfftn(s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
    fftRfftn(s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
    /** `aten::fill.Tensor(Tensor self, Tensor value) -> Tensor`  
     * `aten::fill.Scalar(Tensor self, Scalar value) -> Tensor` */
    fill(value: Tensor | Scalar): Tensor;
    /** `aten::fill_diagonal_(Tensor(a!) self, Scalar fill_value, bool wrap=False) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fill_diagonal_.html) */
    fillDiagonal_(fillValue: Scalar, options?: { wrap?: boolean }): this;
    fillDiagonal_(fillValue: Scalar, wrap?: boolean): this;
    /** `aten::fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)`  
     * `aten::fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fill_.html) */
    fill_(value: Tensor | Scalar): this;
    /** `aten::fix(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.fix.html) */
    fix(): Tensor;
    /** `aten::fix_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fix_.html) */
    fix_(): this;
    /** `aten::flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.flatten.html) */
    flatten(options?: { startDim?: number | bigint; endDim?: number | bigint }): Tensor;
    flatten(startDim?: number | bigint, options?: { endDim?: number | bigint }): Tensor;
    flatten(startDim?: number | bigint, endDim?: number | bigint): Tensor;
    /** `aten::flip(Tensor self, int[] dims) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.flip.html) */
    flip(dims: readonly number[]): Tensor;
    /** `aten::fliplr(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.fliplr.html) */
    fliplr(): Tensor;
    /** `aten::flipud(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.flipud.html) */
    flipud(): Tensor;
    /** `aten::float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor`  
     * `aten::float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.float_power.html) */
    floatPower(exponent: Tensor | Scalar): Tensor;
    /** `aten::float_power_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)`  
     * `aten::float_power_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.float_power_.html) */
    floatPower_(exponent: Tensor | Scalar): this;
    /** `aten::floor(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.floor.html) */
    floor(): Tensor;
    /** `aten::floor_divide(Tensor self, Tensor other) -> Tensor`  
     * `aten::floor_divide.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.floor_divide.html) */
    floorDivide(other: Tensor | Scalar): Tensor;
    /** `aten::floor_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::floor_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.floor_divide_.html) */
    floorDivide_(other: Tensor | Scalar): this;
    /** `aten::floor_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.floor_.html) */
    floor_(): this;
    /** `aten::fmax(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.fmax.html) */
    fmax(other: Tensor): Tensor;
    /** `aten::fmin(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.fmin.html) */
    fmin(other: Tensor): Tensor;
    /** `aten::fmod.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::fmod.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.fmod.html) */
    fmod(other: Tensor | Scalar): Tensor;
    /** `aten::fmod_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::fmod_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fmod_.html) */
    fmod_(other: Tensor | Scalar): this;
    /** `aten::frac(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.frac.html) */
    frac(): Tensor;
    /** `aten::frac_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.frac_.html) */
    frac_(): this;
    /** `aten::fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.fractional_max_pool2d.html) */
    fractionalMaxPool2d(kernelSize: number | readonly number[], outputSize: number | readonly number[], randomSamples: Tensor): [result0: Tensor, result1: Tensor];
    /** `aten::fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.fractional_max_pool3d.html) */
    fractionalMaxPool3d(kernelSize: number | readonly number[], outputSize: number | readonly number[], randomSamples: Tensor): [result0: Tensor, result1: Tensor];
    /** `aten::frexp.Tensor(Tensor self) -> (Tensor mantissa, Tensor exponent)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.frexp.html) */
    frexp(): [mantissa: Tensor, exponent: Tensor];
    /** `aten::frobenius_norm.dim(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
    frobeniusNorm(dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
    frobeniusNorm(dim: number | readonly number[], keepdim?: boolean): Tensor;
    /** `aten::full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.full_like.html) */
    fullLike(fillValue: Scalar, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.gather.html) */
    gather(dim: number | bigint, index: Tensor, options?: { sparseGrad?: boolean }): Tensor;
    /** `aten::gcd(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.gcd.html) */
    gcd(other: Tensor): Tensor;
    /** `aten::gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.gcd_.html) */
    gcd_(other: Tensor): this;
    /** `aten::ge.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::ge.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ge.html) */
    ge(other: Tensor | Scalar): Tensor;
    /** `aten::ge_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::ge_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.ge_.html) */
    ge_(other: Tensor | Scalar): this;
    /** `aten::gelu(Tensor self, *, str approximate="none") -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.gelu.html) */
    gelu(options?: { approximate?: string }): Tensor;
    /** `aten::gelu_(Tensor(a!) self, *, str approximate="none") -> Tensor(a!)` */
    gelu_(options?: { approximate?: string }): this;
    /** `aten::geometric(Tensor self, float p, *, Generator? generator=None) -> Tensor` */
    geometric(p: number, options?: { generator?: Generator }): Tensor;
    /** `aten::geometric_(Tensor(a!) self, float p, *, Generator? generator=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.geometric_.html) */
    geometric_(p: number, options?: { generator?: Generator }): this;
    /** `aten::geqrf(Tensor self) -> (Tensor a, Tensor tau)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.geqrf.html) */
    geqrf(): [a: Tensor, tau: Tensor];
    /** `aten::ger(Tensor self, Tensor vec2) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ger.html) */
    ger(vec2: Tensor): Tensor;
    /** `aten::glu(Tensor self, int dim=-1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.glu.html) */
    glu(options?: { dim?: number | bigint }): Tensor;
    glu(dim?: number | bigint): Tensor;
    /** `aten::gradient.array(Tensor self, *, int[] dim, int edge_order=1) -> Tensor[]`  
     * `aten::gradient.scalararray(Tensor self, *, Scalar spacing, int[] dim, int edge_order=1) -> Tensor[]`  
     * `aten::gradient.scalarint(Tensor self, *, Scalar? spacing=None, int? dim=None, int edge_order=1) -> Tensor[]`  
     * `aten::gradient.scalarrayarray(Tensor self, *, Scalar[] spacing, int[] dim, int edge_order=1) -> Tensor[]`  
     * `aten::gradient.scalarrayint(Tensor self, *, Scalar[] spacing, int? dim=None, int edge_order=1) -> Tensor[]`  
     * `aten::gradient.tensorarray(Tensor self, *, Tensor[] spacing, int[] dim, int edge_order=1) -> Tensor[]`  
     * `aten::gradient.tensorarrayint(Tensor self, *, Tensor[] spacing, int? dim=None, int edge_order=1) -> Tensor[]`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.gradient.html) */
    gradient(options: { dim: readonly number[]; edgeOrder?: number | bigint }): Tensor[];
    gradient(options: { spacing: Scalar; dim: readonly number[]; edgeOrder?: number | bigint }): Tensor[];
    gradient(options?: { spacing?: Scalar; dim?: number | bigint; edgeOrder?: number | bigint }): Tensor[];
    gradient(options: { spacing: readonly Scalar[]; dim: readonly number[]; edgeOrder?: number | bigint }): Tensor[];
    gradient(options: { spacing: readonly Scalar[]; dim?: number | bigint; edgeOrder?: number | bigint }): Tensor[];
    gradient(options: { spacing: readonly Tensor[]; dim: readonly number[]; edgeOrder?: number | bigint }): Tensor[];
    gradient(options: { spacing: readonly Tensor[]; dim?: number | bigint; edgeOrder?: number | bigint }): Tensor[];
    /** `aten::greater.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::greater.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.greater.html) */
    greater(other: Tensor | Scalar): Tensor;
    /** `aten::greater_equal.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::greater_equal.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.greater_equal.html) */
    greaterEqual(other: Tensor | Scalar): Tensor;
    /** `aten::greater_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::greater_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.greater_equal_.html) */
    greaterEqual_(other: Tensor | Scalar): this;
    /** `aten::greater_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::greater_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.greater_.html) */
    greater_(other: Tensor | Scalar): this;
    /** `aten::gt.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::gt.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.gt.html) */
    gt(other: Tensor | Scalar): Tensor;
    /** `aten::gt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::gt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.gt_.html) */
    gt_(other: Tensor | Scalar): this;
    /** `aten::hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardshrink.html) */
    hardshrink(options?: { lambd?: Scalar }): Tensor;
    hardshrink(lambd?: Scalar): Tensor;
    /** `aten::hardsigmoid(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardsigmoid.html) */
    hardsigmoid(): Tensor;
    /** `aten::hardsigmoid_(Tensor(a!) self) -> Tensor(a!)` */
    hardsigmoid_(): this;
    /** `aten::hardswish(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardswish.html) */
    hardswish(): Tensor;
    /** `aten::hardswish_(Tensor(a!) self) -> Tensor(a!)` */
    hardswish_(): this;
    /** `aten::hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardtanh.html) */
    hardtanh(options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
    hardtanh(minVal?: Scalar, options?: { maxVal?: Scalar }): Tensor;
    hardtanh(minVal?: Scalar, maxVal?: Scalar): Tensor;
    /** `aten::hardtanh_(Tensor(a!) self, Scalar min_val=-1, Scalar max_val=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardtanh_.html) */
    hardtanh_(options?: { minVal?: Scalar; maxVal?: Scalar }): this;
    hardtanh_(minVal?: Scalar, options?: { maxVal?: Scalar }): this;
    hardtanh_(minVal?: Scalar, maxVal?: Scalar): this;
    /** `aten::heaviside(Tensor self, Tensor values) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.heaviside.html) */
    heaviside(values: Tensor): Tensor;
    /** `aten::heaviside_(Tensor(a!) self, Tensor values) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.heaviside_.html) */
    heaviside_(values: Tensor): this;
    /** `aten::hinge_embedding_loss(Tensor self, Tensor target, float margin=1., int reduction=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hinge_embedding_loss.html) */
    hingeEmbeddingLoss(target: Tensor, options?: { margin?: number; reduction?: number | bigint }): Tensor;
    hingeEmbeddingLoss(target: Tensor, margin?: number, options?: { reduction?: number | bigint }): Tensor;
    hingeEmbeddingLoss(target: Tensor, margin?: number, reduction?: number | bigint): Tensor;
    /** `aten::histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.histc.html) */
    histc(options?: { bins?: number | bigint; min?: Scalar; max?: Scalar }): Tensor;
    histc(bins?: number | bigint, options?: { min?: Scalar; max?: Scalar }): Tensor;
    histc(bins?: number | bigint, min?: Scalar, options?: { max?: Scalar }): Tensor;
    histc(bins?: number | bigint, min?: Scalar, max?: Scalar): Tensor;
    /** `aten::histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)`  
     * `aten::histogram.bin_ct(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.histogram.html) */
    histogram(bins: Tensor, options?: { weight?: Tensor; density?: boolean }): [hist: Tensor, binEdges: Tensor];
    histogram(options?: { bins?: number | bigint; range?: readonly number[]; weight?: Tensor; density?: boolean }): [hist: Tensor, binEdges: Tensor];
    histogram(bins?: number | bigint, options?: { range?: readonly number[]; weight?: Tensor; density?: boolean }): [hist: Tensor, binEdges: Tensor];
    /** `aten::hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`  
     * `aten::hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.hsplit.html) */
    hsplit(indices: readonly number[] | number | bigint): Tensor[];
    /** `aten::huber_loss(Tensor self, Tensor target, int reduction=1, float delta=1.) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.huber_loss.html) */
    huberLoss(target: Tensor, options?: { reduction?: number | bigint; delta?: number }): Tensor;
    huberLoss(target: Tensor, reduction?: number | bigint, options?: { delta?: number }): Tensor;
    huberLoss(target: Tensor, reduction?: number | bigint, delta?: number): Tensor;
    /** `aten::hypot(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.hypot.html) */
    hypot(other: Tensor): Tensor;
    /** `aten::hypot_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.hypot_.html) */
    hypot_(other: Tensor): this;
    /** `aten::i0(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.i0.html) */
    i0(): Tensor;
    /** `aten::i0_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.i0_.html) */
    i0_(): this;
    /** `aten::igamma(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.igamma.html) */
    igamma(other: Tensor): Tensor;
    /** `aten::igamma_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.igamma_.html) */
    igamma_(other: Tensor): this;
    /** `aten::igammac(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.igammac.html) */
    igammac(other: Tensor): Tensor;
    /** `aten::igammac_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.igammac_.html) */
    igammac_(other: Tensor): this;
    /** `aten::im2col(Tensor self, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` */
    im2col(kernelSize: number | readonly number[], dilation: number | readonly number[], padding: number | readonly number[], stride: number | readonly number[]): Tensor;
    /** `aten::imag(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.imag.html) */
    imag(): Tensor;
    /** `aten::index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.index_add.html) */
    indexAdd(dim: number | bigint, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor;
    /** `aten::index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_add_.html) */
    indexAdd_(dim: number | bigint, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): this;
    /** `aten::index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.index_copy.html) */
    indexCopy(dim: number | bigint, index: Tensor, source: Tensor): Tensor;
    /** `aten::index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_copy_.html) */
    indexCopy_(dim: number | bigint, index: Tensor, source: Tensor): this;
    /** `aten::index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor`  
     * `aten::index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` */
    indexFill(dim: number | bigint, index: Tensor, value: Tensor | Scalar): Tensor;
    /** `aten::index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)`  
     * `aten::index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_fill_.html) */
    indexFill_(dim: number | bigint, index: Tensor, value: Tensor | Scalar): this;
    /** `aten::index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` */
    indexPut(indices: readonly (Tensor | undefined)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
    indexPut(indices: readonly (Tensor | undefined)[], values: Tensor, accumulate?: boolean): Tensor;
    /** `aten::index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.index_reduce.html) */
    indexReduce(dim: number | bigint, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
    /** `aten::index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_reduce_.html) */
    indexReduce_(dim: number | bigint, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): this;
    /** `aten::index_select(Tensor self, int dim, Tensor index) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.index_select.html) */
    indexSelect(dim: number | bigint, index: Tensor): Tensor;
    /** `aten::indices(Tensor(a) self) -> Tensor(a)` */
    indices(): Tensor;
    /** `aten::indices_copy(Tensor self) -> Tensor` */
    indicesCopy(): Tensor;
    /** `aten::inner(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.inner.html) */
    inner(other: Tensor): Tensor;
    /** `aten::inverse(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.inverse.html) */
    inverse(): Tensor;
    /** `aten::is_coalesced(Tensor self) -> bool` */
    isCoalesced(): boolean;
    /** `aten::is_complex(Tensor self) -> bool`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.is_complex.html) */
    isComplex(): boolean;
    /** `aten::is_conj(Tensor self) -> bool`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.is_conj.html) */
    isConj(): boolean;
    /** `aten::is_floating_point(Tensor self) -> bool`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.is_floating_point.html) */
    isFloatingPoint(): boolean;
    /** `aten::is_neg(Tensor self) -> bool` */
    isNeg(): boolean;
    /** `aten::is_nonzero(Tensor self) -> bool`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.is_nonzero.html) */
    isNonzero(): boolean;
    /** `aten::is_pinned(Tensor self, Device? device=None) -> bool` */
    isPinned(options?: { device?: Device }): boolean;
    isPinned(device?: Device): boolean;
    /** `aten::is_same_size(Tensor self, Tensor other) -> bool` */
    isSameSize(other: Tensor): boolean;
    /** `aten::is_set_to(Tensor self, Tensor tensor) -> bool` */
    isSetTo(tensor: Tensor): boolean;
    /** `aten::is_signed(Tensor self) -> bool` */
    isSigned(): boolean;
    /** `aten::isclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isclose.html) */
    isclose(other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): Tensor;
    isclose(other: Tensor, rtol?: number, options?: { atol?: number; equalNan?: boolean }): Tensor;
    isclose(other: Tensor, rtol?: number, atol?: number, options?: { equalNan?: boolean }): Tensor;
    isclose(other: Tensor, rtol?: number, atol?: number, equalNan?: boolean): Tensor;
    /** `aten::isfinite(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isfinite.html) */
    isfinite(): Tensor;
    /** `aten::isinf(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isinf.html) */
    isinf(): Tensor;
    /** `aten::isnan(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isnan.html) */
    isnan(): Tensor;
    /** `aten::isneginf(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isneginf.html) */
    isneginf(): Tensor;
    /** `aten::isposinf(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isposinf.html) */
    isposinf(): Tensor;
    /** `aten::isreal(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isreal.html) */
    isreal(): Tensor;
    /** `aten::istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.istft.html) */
    istft(nFft: number | bigint, options?: { hopLength?: number | bigint; winLength?: number | bigint; window?: Tensor; center?: boolean; normalized?: boolean; onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
    istft(nFft: number | bigint, hopLength?: number | bigint, options?: { winLength?: number | bigint; window?: Tensor; center?: boolean; normalized?: boolean; onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
    istft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, options?: { window?: Tensor; center?: boolean; normalized?: boolean; onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
    istft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, options?: { center?: boolean; normalized?: boolean; onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
    istft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, options?: { normalized?: boolean; onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
    istft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, normalized?: boolean, options?: { onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
    istft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, normalized?: boolean, onesided?: boolean, options?: { length?: number | bigint; returnComplex?: boolean }): Tensor;
    istft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, normalized?: boolean, onesided?: boolean, length?: number | bigint, options?: { returnComplex?: boolean }): Tensor;
    istft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, normalized?: boolean, onesided?: boolean, length?: number | bigint, returnComplex?: boolean): Tensor;
    /** `aten::item(Tensor self) -> Scalar` */
    item(): number | bigint | boolean | { re: number; im: number };
    /** `aten::kl_div(Tensor self, Tensor target, int reduction=1, *, bool log_target=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.kl_div.html) */
    klDiv(target: Tensor, options?: { reduction?: number | bigint; logTarget?: boolean }): Tensor;
    klDiv(target: Tensor, reduction?: number | bigint, options?: { logTarget?: boolean }): Tensor;
    /** `aten::kron(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.kron.html) */
    kron(other: Tensor): Tensor;
    /** `aten::kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.kthvalue.html) */
    kthvalue(k: number | bigint, options?: { dim?: number | bigint; keepdim?: boolean }): [values: Tensor, indices: Tensor];
    kthvalue(k: number | bigint, dim?: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
    kthvalue(k: number | bigint, dim?: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
    /** `aten::l1_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.l1_loss.html) */
    l1Loss(target: Tensor, options?: { reduction?: number | bigint }): Tensor;
    l1Loss(target: Tensor, reduction?: number | bigint): Tensor;
    /** `aten::lcm(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lcm.html) */
    lcm(other: Tensor): Tensor;
    /** `aten::lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.lcm_.html) */
    lcm_(other: Tensor): this;
    /** `aten::ldexp.Tensor(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ldexp.html) */
    ldexp(other: Tensor): Tensor;
    /** `aten::ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.ldexp_.html) */
    ldexp_(other: Tensor): this;
    /** `aten::le.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::le.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.le.html) */
    le(other: Tensor | Scalar): Tensor;
    /** `aten::le_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::le_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.le_.html) */
    le_(other: Tensor | Scalar): this;
    /** `aten::leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.leaky_relu.html) */
    leakyRelu(options?: { negativeSlope?: Scalar }): Tensor;
    leakyRelu(negativeSlope?: Scalar): Tensor;
    /** `aten::leaky_relu_(Tensor(a!) self, Scalar negative_slope=0.01) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.leaky_relu_.html) */
    leakyRelu_(options?: { negativeSlope?: Scalar }): this;
    leakyRelu_(negativeSlope?: Scalar): this;
    /** `aten::lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor`  
     * `aten::lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lerp.html) */
    lerp(end: Tensor, weight: Tensor | Scalar): Tensor;
    /** `aten::lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)`  
     * `aten::lerp_.Scalar(Tensor(a!) self, Tensor end, Scalar weight) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.lerp_.html) */
    lerp_(end: Tensor, weight: Tensor | Scalar): this;
    /** `aten::less.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::less.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.less.html) */
    less(other: Tensor | Scalar): Tensor;
    /** `aten::less_equal.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::less_equal.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.less_equal.html) */
    lessEqual(other: Tensor | Scalar): Tensor;
    /** `aten::less_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::less_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.less_equal_.html) */
    lessEqual_(other: Tensor | Scalar): this;
    /** `aten::less_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::less_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.less_.html) */
    less_(other: Tensor | Scalar): this;
    /** `aten::lgamma(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lgamma.html) */
    lgamma(): Tensor;
    /** `aten::lgamma_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.lgamma_.html) */
    lgamma_(): this;
    /** `aten::linalg_cholesky(Tensor self, *, bool upper=False) -> Tensor` */
    linalgCholesky(options?: { upper?: boolean }): Tensor;
    /** `aten::linalg_cholesky_ex(Tensor self, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)` */
    linalgCholeskyEx(options?: { upper?: boolean; checkErrors?: boolean }): [L: Tensor, info: Tensor];
    /** `aten::linalg_cond(Tensor self, Scalar? p=None) -> Tensor`  
     * `aten::linalg_cond.p_str(Tensor self, str p) -> Tensor` */
    linalgCond(options?: { p?: Scalar }): Tensor;
    linalgCond(p?: Scalar): Tensor;
    linalgCond(p: string): Tensor;
    /** `aten::linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor` */
    linalgCross(other: Tensor, options?: { dim?: number | bigint }): Tensor;
    /** `aten::linalg_eig(Tensor self) -> (Tensor eigenvalues, Tensor eigenvectors)` */
    linalgEig(): [eigenvalues: Tensor, eigenvectors: Tensor];
    /** `aten::linalg_eigh(Tensor self, str UPLO="L") -> (Tensor eigenvalues, Tensor eigenvectors)` */
    linalgEigh(options?: { UPLO?: string }): [eigenvalues: Tensor, eigenvectors: Tensor];
    linalgEigh(UPLO?: string): [eigenvalues: Tensor, eigenvectors: Tensor];
    /** `aten::linalg_eigvals(Tensor self) -> Tensor` */
    linalgEigvals(): Tensor;
    /** `aten::linalg_eigvalsh(Tensor self, str UPLO="L") -> Tensor` */
    linalgEigvalsh(options?: { UPLO?: string }): Tensor;
    linalgEigvalsh(UPLO?: string): Tensor;
    /** `aten::linalg_ldl_factor(Tensor self, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)` */
    linalgLdlFactor(options?: { hermitian?: boolean }): [LD: Tensor, pivots: Tensor];
    /** `aten::linalg_ldl_factor_ex(Tensor self, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)` */
    linalgLdlFactorEx(options?: { hermitian?: boolean; checkErrors?: boolean }): [LD: Tensor, pivots: Tensor, info: Tensor];
    /** `aten::linalg_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)` */
    linalgLstsq(b: Tensor, options?: { rcond?: number; driver?: string }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
    linalgLstsq(b: Tensor, rcond?: number, options?: { driver?: string }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
    /** `aten::linalg_matmul(Tensor self, Tensor other) -> Tensor` */
    linalgMatmul(other: Tensor): Tensor;
    /** `aten::linalg_matrix_exp(Tensor self) -> Tensor` */
    linalgMatrixExp(): Tensor;
    /** `aten::linalg_matrix_norm(Tensor self, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
     * `aten::linalg_matrix_norm.str_ord(Tensor self, str ord="fro", int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
    linalgMatrixNorm(ord: Scalar, options?: { dim?: readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
    linalgMatrixNorm(ord: Scalar, dim?: readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
    linalgMatrixNorm(ord: Scalar, dim?: readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
    linalgMatrixNorm(options?: { ord?: string; dim?: readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
    linalgMatrixNorm(ord?: string, options?: { dim?: readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
    linalgMatrixNorm(ord?: string, dim?: readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
    linalgMatrixNorm(ord?: string, dim?: readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
    /** `aten::linalg_matrix_power(Tensor self, int n) -> Tensor` */
    linalgMatrixPower(n: number | bigint): Tensor;
    /** `aten::linalg_matrix_rank.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor`  
     * `aten::linalg_matrix_rank(Tensor self, float tol, bool hermitian=False) -> Tensor` */
    linalgMatrixRank(options?: { atol?: number; rtol?: number; hermitian?: boolean }): Tensor;
    linalgMatrixRank(tol: number, options?: { hermitian?: boolean }): Tensor;
    linalgMatrixRank(tol: number, hermitian?: boolean): Tensor;
    /** `aten::linalg_norm(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
     * `aten::linalg_norm.ord_str(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
    linalgNorm(options?: { ord?: Scalar; dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
    linalgNorm(ord?: Scalar, options?: { dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
    linalgNorm(ord?: Scalar, dim?: number | readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
    linalgNorm(ord?: Scalar, dim?: number | readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
    linalgNorm(ord: string, options?: { dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
    linalgNorm(ord: string, dim?: number | readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
    linalgNorm(ord: string, dim?: number | readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
    /** `aten::linalg_pinv.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor`  
     * `aten::linalg_pinv.atol_rtol_tensor(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor`  
     * `aten::linalg_pinv.rcond_tensor(Tensor self, Tensor rcond, bool hermitian=False) -> Tensor`  
     * `aten::linalg_pinv(Tensor self, float rcond, bool hermitian=False) -> Tensor` */
    linalgPinv(options?: { atol?: number; rtol?: number; hermitian?: boolean }): Tensor;
    linalgPinv(options?: { atol?: Tensor; rtol?: Tensor; hermitian?: boolean }): Tensor;
    linalgPinv(rcond: Tensor | number, options?: { hermitian?: boolean }): Tensor;
    linalgPinv(rcond: Tensor | number, hermitian?: boolean): Tensor;
    /** `aten::linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor` */
    linalgSolveTriangular(B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean }): Tensor;
    /** `aten::linalg_tensorinv(Tensor self, int ind=2) -> Tensor` */
    linalgTensorinv(options?: { ind?: number | bigint }): Tensor;
    linalgTensorinv(ind?: number | bigint): Tensor;
    /** `aten::linalg_tensorsolve(Tensor self, Tensor other, int[]? dims=None) -> Tensor` */
    linalgTensorsolve(other: Tensor, options?: { dims?: readonly number[] }): Tensor;
    linalgTensorsolve(other: Tensor, dims?: readonly number[]): Tensor;
    /** `aten::linalg_vector_norm(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
    linalgVectorNorm(options?: { ord?: Scalar; dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
    linalgVectorNorm(ord?: Scalar, options?: { dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
    linalgVectorNorm(ord?: Scalar, dim?: number | readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
    linalgVectorNorm(ord?: Scalar, dim?: number | readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
    /** `aten::log(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.log.html) */
    log(): Tensor;
    /** `aten::log10(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.log10.html) */
    log10(): Tensor;
    /** `aten::log10_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log10_.html) */
    log10_(): this;
    /** `aten::log1p(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.log1p.html) */
    log1p(): Tensor;
    /** `aten::log1p_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log1p_.html) */
    log1p_(): this;
    /** `aten::log2(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.log2.html) */
    log2(): Tensor;
    /** `aten::log2_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log2_.html) */
    log2_(): this;
    /** `aten::log_normal(Tensor self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor` */
    logNormal(options?: { mean?: number; std?: number; generator?: Generator }): Tensor;
    logNormal(mean?: number, options?: { std?: number; generator?: Generator }): Tensor;
    logNormal(mean?: number, std?: number, options?: { generator?: Generator }): Tensor;
    /** `aten::log_normal_(Tensor(a!) self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log_normal_.html) */
    logNormal_(options?: { mean?: number; std?: number; generator?: Generator }): this;
    logNormal_(mean?: number, options?: { std?: number; generator?: Generator }): this;
    logNormal_(mean?: number, std?: number, options?: { generator?: Generator }): this;
    /** `aten::log_sigmoid(Tensor self) -> Tensor` */
    logSigmoid(): Tensor;
    /** `aten::log_sigmoid_forward(Tensor self) -> (Tensor output, Tensor buffer)` */
    logSigmoidForward(): [output: Tensor, buffer: Tensor];
    /** `aten::log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html) */
    logSoftmax(dim: number | bigint, options?: { dtype?: DType }): Tensor;
    logSoftmax(dim: number | bigint, dtype?: DType): Tensor;
    /** `aten::log_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log_.html) */
    log_(): this;
    /** `aten::logaddexp(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logaddexp.html) */
    logaddexp(other: Tensor): Tensor;
    /** `aten::logaddexp2(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logaddexp2.html) */
    logaddexp2(other: Tensor): Tensor;
    /** `aten::logcumsumexp(Tensor self, int dim) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logcumsumexp.html) */
    logcumsumexp(dim: number | bigint): Tensor;
    /** `aten::logdet(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logdet.html) */
    logdet(): Tensor;
    /** `aten::logical_and(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logical_and.html) */
    logicalAnd(other: Tensor): Tensor;
    /** `aten::logical_and_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.logical_and_.html) */
    logicalAnd_(other: Tensor): this;
    /** `aten::logical_not(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logical_not.html) */
    logicalNot(): Tensor;
    /** `aten::logical_not_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.logical_not_.html) */
    logicalNot_(): this;
    /** `aten::logical_or(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logical_or.html) */
    logicalOr(other: Tensor): Tensor;
    /** `aten::logical_or_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.logical_or_.html) */
    logicalOr_(other: Tensor): this;
    /** `aten::logical_xor(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logical_xor.html) */
    logicalXor(other: Tensor): Tensor;
    /** `aten::logical_xor_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.logical_xor_.html) */
    logicalXor_(other: Tensor): this;
    /** `aten::logit(Tensor self, float? eps=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logit.html) */
    logit(options?: { eps?: number }): Tensor;
    logit(eps?: number): Tensor;
    /** `aten::logit_(Tensor(a!) self, float? eps=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.logit_.html) */
    logit_(options?: { eps?: number }): this;
    logit_(eps?: number): this;
    /** `aten::logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logsumexp.html) */
    logsumexp(dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
    logsumexp(dim: number | readonly number[], keepdim?: boolean): Tensor;
    /** `aten::lt.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::lt.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lt.html) */
    lt(other: Tensor | Scalar): Tensor;
    /** `aten::lt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::lt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.lt_.html) */
    lt_(other: Tensor | Scalar): this;
    /** `aten::lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lu_solve.html) */
    luSolve(LUData: Tensor, LUPivots: Tensor): Tensor;
    /** `aten::mH(Tensor(a) self) -> Tensor(a)` */
    mH(): Tensor;
    /** `aten::mT(Tensor(a) self) -> Tensor(a)` */
    mT(): Tensor;
    /** `aten::masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor`  
     * `aten::masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` */
    maskedFill(mask: Tensor, value: Tensor | Scalar): Tensor;
    /** `aten::masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)`  
     * `aten::masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_fill_.html) */
    maskedFill_(mask: Tensor, value: Tensor | Scalar): this;
    /** `aten::masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` */
    maskedScatter(mask: Tensor, source: Tensor): Tensor;
    /** `aten::masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_scatter_.html) */
    maskedScatter_(mask: Tensor, source: Tensor): this;
    /** `aten::masked_select(Tensor self, Tensor mask) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.masked_select.html) */
    maskedSelect(mask: Tensor): Tensor;
    /** `aten::matmul(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.matmul.html) */
    matmul(other: Tensor): Tensor;
    /** `aten::matrix_exp(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.matrix_exp.html) */
    matrixExp(): Tensor;
    /** `aten::matrix_H(Tensor(a) self) -> Tensor(a)` */
    matrixH(): Tensor;
    /** `aten::matrix_power(Tensor self, int n) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.matrix_power.html) */
    matrixPower(n: number | bigint): Tensor;
    /** `aten::max(Tensor self) -> Tensor`  
     * `aten::max.other(Tensor self, Tensor other) -> Tensor`  
     * `aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.max.html) */
    max(): Tensor;
    max(other: Tensor): Tensor;
    max(dim: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
    max(dim: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
    /** `aten::max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool1d.html) */
    maxPool1d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
    maxPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
    maxPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
    maxPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): Tensor;
    maxPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
    /** `aten::max_pool1d_with_indices(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> (Tensor, Tensor)` */
    maxPool1dWithIndices(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool1dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool1dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool1dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool1dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [result0: Tensor, result1: Tensor];
    /** `aten::max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool2d.html) */
    maxPool2d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
    maxPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
    maxPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
    maxPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): Tensor;
    maxPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
    /** `aten::max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
    maxPool2dWithIndices(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool2dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool2dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool2dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool2dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [result0: Tensor, result1: Tensor];
    /** `aten::max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool3d.html) */
    maxPool3d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
    maxPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
    maxPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
    maxPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): Tensor;
    maxPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
    /** `aten::max_pool3d_with_indices(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
    maxPool3dWithIndices(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool3dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool3dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool3dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
    maxPool3dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [result0: Tensor, result1: Tensor];
    /** `aten::max_unpool2d(Tensor self, Tensor indices, SymInt[2] output_size) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_unpool2d.html) */
    maxUnpool2d(indices: Tensor, outputSize: number | readonly number[]): Tensor;
    /** `aten::max_unpool3d(Tensor self, Tensor indices, SymInt[3] output_size, int[3] stride, int[3] padding) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_unpool3d.html) */
    maxUnpool3d(indices: Tensor, outputSize: number | readonly number[], stride: number | readonly number[], padding: number | readonly number[]): Tensor;
    /** `aten::maximum(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.maximum.html) */
    maximum(other: Tensor): Tensor;
    /** `aten::mean(Tensor self, *, ScalarType? dtype=None) -> Tensor`  
     * `aten::mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mean.html) */
    mean(options?: { dtype?: DType }): Tensor;
    mean(dim: number | readonly number[] | undefined, options?: { keepdim?: boolean; dtype?: DType }): Tensor;
    mean(dim: number | readonly number[] | undefined, keepdim?: boolean, options?: { dtype?: DType }): Tensor;
    /** `aten::median(Tensor self) -> Tensor`  
     * `aten::median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.median.html) */
    median(): Tensor;
    median(dim: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
    median(dim: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
    /** `aten::min(Tensor self) -> Tensor`  
     * `aten::min.other(Tensor self, Tensor other) -> Tensor`  
     * `aten::min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.min.html) */
    min(): Tensor;
    min(other: Tensor): Tensor;
    min(dim: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
    min(dim: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
    /** `aten::minimum(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.minimum.html) */
    minimum(other: Tensor): Tensor;
    /** `aten::mish(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.mish.html) */
    mish(): Tensor;
    /** `aten::mish_(Tensor(a!) self) -> Tensor(a!)` */
    mish_(): this;
    /** `aten::mm(Tensor self, Tensor mat2) -> Tensor`  
     * `aten::mm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mm.html) */
    mm(mat2: Tensor): Tensor;
    mm(mat2: Tensor, outDtype: DType): Tensor;
    /** `aten::mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mode.html) */
    mode(options?: { dim?: number | bigint; keepdim?: boolean }): [values: Tensor, indices: Tensor];
    mode(dim?: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
    mode(dim?: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
    /** `aten::moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)`  
     * `aten::moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.moveaxis.html) */
    moveaxis(source: number | bigint, destination: number | bigint): Tensor;
    moveaxis(source: readonly number[], destination: readonly number[]): Tensor;
    /** `aten::movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)`  
     * `aten::movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.movedim.html) */
    movedim(source: number | bigint, destination: number | bigint): Tensor;
    movedim(source: readonly number[], destination: readonly number[]): Tensor;
    /** `aten::mse_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.mse_loss.html) */
    mseLoss(target: Tensor, options?: { reduction?: number | bigint }): Tensor;
    mseLoss(target: Tensor, reduction?: number | bigint): Tensor;
    /** `aten::msort(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.msort.html) */
    msort(): Tensor;
    /** `aten::mul.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::mul.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mul.html) */
    mul(other: Tensor | Scalar): Tensor;
    /** `aten::mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::mul_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.mul_.html) */
    mul_(other: Tensor | Scalar): this;
    /** `aten::multi_margin_loss(Tensor self, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, int reduction=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.multi_margin_loss.html) */
    multiMarginLoss(target: Tensor, options?: { p?: Scalar; margin?: Scalar; weight?: Tensor; reduction?: number | bigint }): Tensor;
    multiMarginLoss(target: Tensor, p?: Scalar, options?: { margin?: Scalar; weight?: Tensor; reduction?: number | bigint }): Tensor;
    multiMarginLoss(target: Tensor, p?: Scalar, margin?: Scalar, options?: { weight?: Tensor; reduction?: number | bigint }): Tensor;
    multiMarginLoss(target: Tensor, p?: Scalar, margin?: Scalar, weight?: Tensor, options?: { reduction?: number | bigint }): Tensor;
    multiMarginLoss(target: Tensor, p?: Scalar, margin?: Scalar, weight?: Tensor, reduction?: number | bigint): Tensor;
    /** `aten::multilabel_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.multilabel_margin_loss.html) */
    multilabelMarginLoss(target: Tensor, options?: { reduction?: number | bigint }): Tensor;
    multilabelMarginLoss(target: Tensor, reduction?: number | bigint): Tensor;
    /** `aten::multilabel_margin_loss_forward(Tensor self, Tensor target, int reduction) -> (Tensor output, Tensor is_target)` */
    multilabelMarginLossForward(target: Tensor, reduction: number | bigint): [output: Tensor, isTarget: Tensor];
    /** `aten::multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.multinomial.html) */
    multinomial(numSamples: number | bigint, options?: { replacement?: boolean; generator?: Generator }): Tensor;
    multinomial(numSamples: number | bigint, replacement?: boolean, options?: { generator?: Generator }): Tensor;
    /** `aten::multiply.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::multiply.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.multiply.html) */
    multiply(other: Tensor | Scalar): Tensor;
    /** `aten::multiply_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::multiply_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.multiply_.html) */
    multiply_(other: Tensor | Scalar): this;
    /** `aten::mv(Tensor self, Tensor vec) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mv.html) */
    mv(vec: Tensor): Tensor;
    /** `aten::mvlgamma(Tensor self, int p) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mvlgamma.html) */
    mvlgamma(p: number | bigint): Tensor;
    /** `aten::mvlgamma_(Tensor(a!) self, int p) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.mvlgamma_.html) */
    mvlgamma_(p: number | bigint): this;
    /** `aten::nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nan_to_num.html) */
    nanToNum(options?: { nan?: number; posinf?: number; neginf?: number }): Tensor;
    nanToNum(nan?: number, options?: { posinf?: number; neginf?: number }): Tensor;
    nanToNum(nan?: number, posinf?: number, options?: { neginf?: number }): Tensor;
    nanToNum(nan?: number, posinf?: number, neginf?: number): Tensor;
    /** `aten::nan_to_num_(Tensor(a!) self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.nan_to_num_.html) */
    nanToNum_(options?: { nan?: number; posinf?: number; neginf?: number }): this;
    nanToNum_(nan?: number, options?: { posinf?: number; neginf?: number }): this;
    nanToNum_(nan?: number, posinf?: number, options?: { neginf?: number }): this;
    nanToNum_(nan?: number, posinf?: number, neginf?: number): this;
    /** `aten::nanmean(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nanmean.html) */
    nanmean(options?: { dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
    nanmean(dim?: number | readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
    nanmean(dim?: number | readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
    /** `aten::nanmedian(Tensor self) -> Tensor`  
     * `aten::nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nanmedian.html) */
    nanmedian(): Tensor;
    nanmedian(dim: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
    nanmedian(dim: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
    /** `aten::nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`  
     * `aten::nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nanquantile.html) */
    nanquantile(q: Tensor | number, options?: { dim?: number | bigint; keepdim?: boolean; interpolation?: string }): Tensor;
    nanquantile(q: Tensor | number, dim?: number | bigint, options?: { keepdim?: boolean; interpolation?: string }): Tensor;
    nanquantile(q: Tensor | number, dim?: number | bigint, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
    /** `aten::nansum(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nansum.html) */
    nansum(options?: { dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
    nansum(dim?: number | readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
    nansum(dim?: number | readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
    /** `aten::narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)`  
     * `aten::narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.narrow.html) */
    narrow(dim: number | bigint, start: Tensor | number | bigint, length: number | bigint): Tensor;
    /** `aten::narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.narrow_copy.html) */
    narrowCopy(dim: number | bigint, start: number | bigint, length: number | bigint): Tensor;
    /** `aten::ne.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::ne.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ne.html) */
    ne(other: Tensor | Scalar): Tensor;
    /** `aten::ne_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::ne_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.ne_.html) */
    ne_(other: Tensor | Scalar): this;
    /** `aten::neg(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.neg.html) */
    neg(): Tensor;
    /** `aten::neg_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.neg_.html) */
    neg_(): this;
    /** `aten::negative(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.negative.html) */
    negative(): Tensor;
    /** `aten::negative_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.negative_.html) */
    negative_(): this;
    /** `aten::new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
    newEmpty(size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
    /** `aten::new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
    newEmptyStrided(size: readonly number[], stride: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
    /** `aten::new_full(Tensor self, SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
    newFull(size: readonly number[], fillValue: Scalar, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
    /** `aten::new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
    newOnes(size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
    /** `aten::new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
    newZeros(size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
    /** `aten::nextafter(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nextafter.html) */
    nextafter(other: Tensor): Tensor;
    /** `aten::nextafter_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.nextafter_.html) */
    nextafter_(other: Tensor): this;
    /** `aten::nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.nll_loss.html) */
    nllLoss(target: Tensor, options?: { weight?: Tensor; reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
    nllLoss(target: Tensor, weight?: Tensor, options?: { reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
    nllLoss(target: Tensor, weight?: Tensor, reduction?: number | bigint, options?: { ignoreIndex?: number | bigint }): Tensor;
    nllLoss(target: Tensor, weight?: Tensor, reduction?: number | bigint, ignoreIndex?: number | bigint): Tensor;
    /** `aten::nll_loss2d(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
    nllLoss2d(target: Tensor, options?: { weight?: Tensor; reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
    nllLoss2d(target: Tensor, weight?: Tensor, options?: { reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
    nllLoss2d(target: Tensor, weight?: Tensor, reduction?: number | bigint, options?: { ignoreIndex?: number | bigint }): Tensor;
    nllLoss2d(target: Tensor, weight?: Tensor, reduction?: number | bigint, ignoreIndex?: number | bigint): Tensor;
    /** `aten::nll_loss2d_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
    nllLoss2dForward(target: Tensor, weight: Tensor | undefined, reduction: number | bigint, ignoreIndex: number | bigint): [output: Tensor, totalWeight: Tensor];
    /** `aten::nll_loss_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
    nllLossForward(target: Tensor, weight: Tensor | undefined, reduction: number | bigint, ignoreIndex: number | bigint): [output: Tensor, totalWeight: Tensor];
    /** `aten::nll_loss_nd(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
    nllLossNd(target: Tensor, options?: { weight?: Tensor; reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
    nllLossNd(target: Tensor, weight?: Tensor, options?: { reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
    nllLossNd(target: Tensor, weight?: Tensor, reduction?: number | bigint, options?: { ignoreIndex?: number | bigint }): Tensor;
    nllLossNd(target: Tensor, weight?: Tensor, reduction?: number | bigint, ignoreIndex?: number | bigint): Tensor;
    /** `aten::nonzero(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nonzero.html) */
    nonzero(): Tensor;
    /** `aten::nonzero_numpy(Tensor self) -> Tensor[]` */
    nonzeroNumpy(): Tensor[];
    /** `aten::nonzero_static(Tensor self, *, SymInt size, int fill_value=-1) -> Tensor` */
    nonzeroStatic(options: { size: number | bigint; fillValue?: number | bigint }): Tensor;
    /** `aten::norm.Scalar(Tensor self, Scalar p=2) -> Tensor`  
     * `aten::norm.ScalarOpt_dtype(Tensor self, Scalar? p, *, ScalarType dtype) -> Tensor`  
     * `aten::norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor`  
     * `aten::norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.norm.html) */
    norm(options?: { p?: Scalar }): Tensor;
    norm(p?: Scalar): Tensor;
    norm(p: Scalar | undefined, options: { dtype: DType }): Tensor;
    norm(p: Scalar | undefined, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
    norm(p: Scalar | undefined, dim: number | readonly number[], keepdim?: boolean): Tensor;
    norm(p: Scalar | undefined, dim: number | readonly number[], keepdim: boolean, options: { dtype: DType }): Tensor;
    /** `aten::normal_functional(Tensor self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor` */
    normalFunctional(options?: { mean?: number; std?: number; generator?: Generator }): Tensor;
    normalFunctional(mean?: number, options?: { std?: number; generator?: Generator }): Tensor;
    normalFunctional(mean?: number, std?: number, options?: { generator?: Generator }): Tensor;
    /** `aten::normal_(Tensor(a!) self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.normal_.html) */
    normal_(options?: { mean?: number; std?: number; generator?: Generator }): this;
    normal_(mean?: number, options?: { std?: number; generator?: Generator }): this;
    normal_(mean?: number, std?: number, options?: { generator?: Generator }): this;
    /** `aten::not_equal.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::not_equal.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.not_equal.html) */
    notEqual(other: Tensor | Scalar): Tensor;
    /** `aten::not_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::not_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.not_equal_.html) */
    notEqual_(other: Tensor | Scalar): this;
    /** `aten::nuclear_norm(Tensor self, bool keepdim=False) -> Tensor`  
     * `aten::nuclear_norm.dim(Tensor self, int[2] dim, bool keepdim=False) -> Tensor` */
    nuclearNorm(options?: { keepdim?: boolean }): Tensor;
    nuclearNorm(keepdim?: boolean): Tensor;
    nuclearNorm(dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
    nuclearNorm(dim: number | readonly number[], keepdim?: boolean): Tensor;
    /** `aten::numpy_T(Tensor(a) self) -> Tensor(a)` */
    numpyT(): Tensor;
    /** `aten::one_hot(Tensor self, int num_classes=-1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.one_hot.html) */
    oneHot(options?: { numClasses?: number | bigint }): Tensor;
    oneHot(numClasses?: number | bigint): Tensor;
    /** `aten::ones_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ones_like.html) */
    onesLike(options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::orgqr(Tensor self, Tensor input2) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.orgqr.html) */
    orgqr(input2: Tensor): Tensor;
    /** `aten::ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ormqr.html) */
    ormqr(input2: Tensor, input3: Tensor, options?: { left?: boolean; transpose?: boolean }): Tensor;
    ormqr(input2: Tensor, input3: Tensor, left?: boolean, options?: { transpose?: boolean }): Tensor;
    ormqr(input2: Tensor, input3: Tensor, left?: boolean, transpose?: boolean): Tensor;
    /** `aten::outer(Tensor self, Tensor vec2) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.outer.html) */
    outer(vec2: Tensor): Tensor;
    /** `aten::pad(Tensor self, SymInt[] pad, str mode="constant", float? value=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html) */
    pad(pad: readonly number[], options?: { mode?: string; value?: number }): Tensor;
    pad(pad: readonly number[], mode?: string, options?: { value?: number }): Tensor;
    pad(pad: readonly number[], mode?: string, value?: number): Tensor;
    /** `aten::pdist(Tensor self, float p=2.) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pdist.html) */
    pdist(options?: { p?: number }): Tensor;
    pdist(p?: number): Tensor;
    /** `aten::permute(Tensor(a) self, int[] dims) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.permute.html) */
    permute(dims: readonly number[]): Tensor;
    /** `aten::permute_copy(Tensor self, int[] dims) -> Tensor` */
    permuteCopy(dims: readonly number[]): Tensor;
    /** `aten::pin_memory(Tensor(a) self, Device? device=None) -> Tensor(a)` */
    pinMemory(options?: { device?: Device }): Tensor;
    pinMemory(device?: Device): Tensor;
    /** `aten::pinverse(Tensor self, float rcond=1.0000000000000001e-15) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.pinverse.html) */
    pinverse(options?: { rcond?: number }): Tensor;
    pinverse(rcond?: number): Tensor;
    /** `aten::pixel_shuffle(Tensor self, int upscale_factor) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pixel_shuffle.html) */
    pixelShuffle(upscaleFactor: number | bigint): Tensor;
    /** `aten::pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pixel_unshuffle.html) */
    pixelUnshuffle(downscaleFactor: number | bigint): Tensor;
    /** `aten::poisson(Tensor self, Generator? generator=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.poisson.html) */
    poisson(options?: { generator?: Generator }): Tensor;
    poisson(generator?: Generator): Tensor;
    /** `aten::polygamma_(Tensor(a!) self, int n) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.polygamma_.html) */
    polygamma_(n: number | bigint): this;
    /** `aten::positive(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.positive.html) */
    positive(): Tensor;
    /** `aten::pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor`  
     * `aten::pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.pow.html) */
    pow(exponent: Tensor | Scalar): Tensor;
    /** `aten::pow_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)`  
     * `aten::pow_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.pow_.html) */
    pow_(exponent: Tensor | Scalar): this;
    /** `aten::prelu(Tensor self, Tensor weight) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.prelu.html) */
    prelu(weight: Tensor): Tensor;
    /** `aten::prod(Tensor self, *, ScalarType? dtype=None) -> Tensor`  
     * `aten::prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.prod.html) */
    prod(options?: { dtype?: DType }): Tensor;
    prod(dim: number | bigint, options?: { keepdim?: boolean; dtype?: DType }): Tensor;
    prod(dim: number | bigint, keepdim?: boolean, options?: { dtype?: DType }): Tensor;
    /** `aten::put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` */
    put(index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
    put(index: Tensor, source: Tensor, accumulate?: boolean): Tensor;
    /** `aten::put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.put_.html) */
    put_(index: Tensor, source: Tensor, options?: { accumulate?: boolean }): this;
    put_(index: Tensor, source: Tensor, accumulate?: boolean): this;
    /** `aten::qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.qr.html) */
    qr(options?: { some?: boolean }): [Q: Tensor, R: Tensor];
    qr(some?: boolean): [Q: Tensor, R: Tensor];
    /** `aten::quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`  
     * `aten::quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.quantile.html) */
    quantile(q: Tensor | number, options?: { dim?: number | bigint; keepdim?: boolean; interpolation?: string }): Tensor;
    quantile(q: Tensor | number, dim?: number | bigint, options?: { keepdim?: boolean; interpolation?: string }): Tensor;
    quantile(q: Tensor | number, dim?: number | bigint, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
    /** `aten::quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.quantize_per_channel.html) */
    quantizePerChannel(scales: Tensor, zeroPoints: Tensor, axis: number | bigint, dtype: DType): Tensor;
    /** `aten::quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor`  
     * `aten::quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.quantize_per_tensor.html) */
    quantizePerTensor(scale: Tensor, zeroPoint: Tensor, dtype: DType): Tensor;
    quantizePerTensor(scale: number, zeroPoint: number | bigint, dtype: DType): Tensor;
    /** `aten::quantize_per_tensor_dynamic(Tensor self, ScalarType dtype, bool reduce_range) -> Tensor` */
    quantizePerTensorDynamic(dtype: DType, reduceRange: boolean): Tensor;
    /** `aten::rad2deg(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.rad2deg.html) */
    rad2deg(): Tensor;
    /** `aten::rad2deg_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.rad2deg_.html) */
    rad2deg_(): this;
    /** `aten::rand_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.rand_like.html) */
    randLike(options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::randint_like.Tensor_generator(Tensor self, Tensor high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
     * `aten::randint_like.generator(Tensor self, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
     * `aten::randint_like.low_generator_dtype(Tensor self, SymInt low, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.randint_like.html) */
    randintLike(high: Tensor | number | bigint, options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor;
    randintLike(low: number | bigint, high: number | bigint, options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::randn_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.randn_like.html) */
    randnLike(options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::random(Tensor self, *, Generator? generator=None) -> Tensor`  
     * `aten::random.to(Tensor self, int to, *, Generator? generator=None) -> Tensor`  
     * `aten::random.from(Tensor self, int from, int? to, *, Generator? generator=None) -> Tensor` */
    random(options?: { generator?: Generator }): Tensor;
    random(to: number | bigint, options?: { generator?: Generator }): Tensor;
    random(from: number | bigint, to: number | bigint | undefined, options?: { generator?: Generator }): Tensor;
    /** `aten::random_(Tensor(a!) self, *, Generator? generator=None) -> Tensor(a!)`  
     * `aten::random_.to(Tensor(a!) self, int to, *, Generator? generator=None) -> Tensor(a!)`  
     * `aten::random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.random_.html) */
    random_(options?: { generator?: Generator }): this;
    random_(to: number | bigint, options?: { generator?: Generator }): this;
    random_(from: number | bigint, to: number | bigint | undefined, options?: { generator?: Generator }): this;
    /** `aten::ravel(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ravel.html) */
    ravel(): Tensor;
    /** `aten::real(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.real.html) */
    real(): Tensor;
    /** `aten::reciprocal(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.reciprocal.html) */
    reciprocal(): Tensor;
    /** `aten::reciprocal_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.reciprocal_.html) */
    reciprocal_(): this;
    /** `aten::reflection_pad1d(Tensor self, SymInt[2] padding) -> Tensor` */
    reflectionPad1d(padding: number | readonly number[]): Tensor;
    /** `aten::reflection_pad2d(Tensor self, SymInt[4] padding) -> Tensor` */
    reflectionPad2d(padding: number | readonly number[]): Tensor;
    /** `aten::reflection_pad3d(Tensor self, SymInt[6] padding) -> Tensor` */
    reflectionPad3d(padding: number | readonly number[]): Tensor;
    /** `aten::relu(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.relu.html) */
    relu(): Tensor;
    /** `aten::relu6(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.relu6.html) */
    relu6(): Tensor;
    /** `aten::relu6_(Tensor(a!) self) -> Tensor(a!)` */
    relu6_(): this;
    /** `aten::relu_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.relu_.html) */
    relu_(): this;
    /** `aten::remainder.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::remainder.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.remainder.html) */
    remainder(other: Tensor | Scalar): Tensor;
    /** `aten::remainder_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::remainder_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.remainder_.html) */
    remainder_(other: Tensor | Scalar): this;
    /** `aten::renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.renorm.html) */
    renorm(p: Scalar, dim: number | bigint, maxnorm: Scalar): Tensor;
    /** `aten::renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.renorm_.html) */
    renorm_(p: Scalar, dim: number | bigint, maxnorm: Scalar): this;
    /** `aten::repeat(Tensor self, SymInt[] repeats) -> Tensor` */
    repeat(repeats: readonly number[]): Tensor;
    /** `aten::repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor`  
     * `aten::repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.repeat_interleave.html) */
    repeatInterleave(repeats: Tensor | number | bigint, options?: { dim?: number | bigint; outputSize?: number | bigint }): Tensor;
    repeatInterleave(repeats: Tensor | number | bigint, dim?: number | bigint, options?: { outputSize?: number | bigint }): Tensor;
    /** `aten::replication_pad1d(Tensor self, SymInt[2] padding) -> Tensor` */
    replicationPad1d(padding: number | readonly number[]): Tensor;
    /** `aten::replication_pad2d(Tensor self, SymInt[4] padding) -> Tensor` */
    replicationPad2d(padding: number | readonly number[]): Tensor;
    /** `aten::replication_pad3d(Tensor self, SymInt[6] padding) -> Tensor` */
    replicationPad3d(padding: number | readonly number[]): Tensor;
    /** `aten::reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.reshape.html) */
    reshape(shape: readonly number[]): Tensor;
    /** `aten::reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
    reshapeAs(other: Tensor): Tensor;
    /** `aten::resize(Tensor self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor` */
    resize(size: readonly number[], options?: { memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::resize_as(Tensor self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor` */
    resizeAs(theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat }): Tensor;
    /** `aten::resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.resize_as_.html) */
    resizeAs_(theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat }): this;
    /** `aten::resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.resize_.html) */
    resize_(size: readonly number[], options?: { memoryFormat?: MemoryFormat }): this;
    /** `aten::resolve_conj(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.resolve_conj.html) */
    resolveConj(): Tensor;
    /** `aten::resolve_neg(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.resolve_neg.html) */
    resolveNeg(): Tensor;
    /** `aten::roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.roll.html) */
    roll(shifts: number | readonly number[], options?: { dims?: number | readonly number[] }): Tensor;
    roll(shifts: number | readonly number[], dims?: number | readonly number[]): Tensor;
    /** `aten::rot90(Tensor self, int k=1, int[] dims=[0, 1]) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.rot90.html) */
    rot90(options?: { k?: number | bigint; dims?: readonly number[] }): Tensor;
    rot90(k?: number | bigint, options?: { dims?: readonly number[] }): Tensor;
    rot90(k?: number | bigint, dims?: readonly number[]): Tensor;
    /** `aten::round(Tensor self) -> Tensor`  
     * `aten::round.decimals(Tensor self, *, int decimals) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.round.html) */
    round(): Tensor;
    round(options: { decimals: number | bigint }): Tensor;
    /** `aten::round_(Tensor(a!) self) -> Tensor(a!)`  
     * `aten::round_.decimals(Tensor(a!) self, *, int decimals) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.round_.html) */
    round_(): this;
    round_(options: { decimals: number | bigint }): this;
    /** `aten::row_indices(Tensor(a) self) -> Tensor(a)` */
    rowIndices(): Tensor;
    /** `aten::row_indices_copy(Tensor self) -> Tensor` */
    rowIndicesCopy(): Tensor;
    /** `aten::rrelu(Tensor self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.rrelu.html) */
    rrelu(options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
    rrelu(lower?: Scalar, options?: { upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
    rrelu(lower?: Scalar, upper?: Scalar, options?: { training?: boolean; generator?: Generator }): Tensor;
    rrelu(lower?: Scalar, upper?: Scalar, training?: boolean, options?: { generator?: Generator }): Tensor;
    rrelu(lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator): Tensor;
    /** `aten::rrelu_with_noise(Tensor self, Tensor(b!) noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor` */
    rreluWithNoise(noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
    rreluWithNoise(noise: Tensor, lower?: Scalar, options?: { upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
    rreluWithNoise(noise: Tensor, lower?: Scalar, upper?: Scalar, options?: { training?: boolean; generator?: Generator }): Tensor;
    rreluWithNoise(noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, options?: { generator?: Generator }): Tensor;
    rreluWithNoise(noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator): Tensor;
    /** `aten::rrelu_with_noise_functional(Tensor self, Tensor noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> (Tensor, Tensor noise_out)` */
    rreluWithNoiseFunctional(noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator }): [result0: Tensor, noiseOut: Tensor];
    rreluWithNoiseFunctional(noise: Tensor, lower?: Scalar, options?: { upper?: Scalar; training?: boolean; generator?: Generator }): [result0: Tensor, noiseOut: Tensor];
    rreluWithNoiseFunctional(noise: Tensor, lower?: Scalar, upper?: Scalar, options?: { training?: boolean; generator?: Generator }): [result0: Tensor, noiseOut: Tensor];
    rreluWithNoiseFunctional(noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, options?: { generator?: Generator }): [result0: Tensor, noiseOut: Tensor];
    rreluWithNoiseFunctional(noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator): [result0: Tensor, noiseOut: Tensor];
    /** `aten::rrelu_with_noise_(Tensor(a!) self, Tensor(b!) noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)` */
    rreluWithNoise_(noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator }): this;
    rreluWithNoise_(noise: Tensor, lower?: Scalar, options?: { upper?: Scalar; training?: boolean; generator?: Generator }): this;
    rreluWithNoise_(noise: Tensor, lower?: Scalar, upper?: Scalar, options?: { training?: boolean; generator?: Generator }): this;
    rreluWithNoise_(noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, options?: { generator?: Generator }): this;
    rreluWithNoise_(noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator): this;
    /** `aten::rrelu_(Tensor(a!) self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.rrelu_.html) */
    rrelu_(options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator }): this;
    rrelu_(lower?: Scalar, options?: { upper?: Scalar; training?: boolean; generator?: Generator }): this;
    rrelu_(lower?: Scalar, upper?: Scalar, options?: { training?: boolean; generator?: Generator }): this;
    rrelu_(lower?: Scalar, upper?: Scalar, training?: boolean, options?: { generator?: Generator }): this;
    rrelu_(lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator): this;
    /** `aten::rsqrt(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.rsqrt.html) */
    rsqrt(): Tensor;
    /** `aten::rsqrt_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.rsqrt_.html) */
    rsqrt_(): this;
    /** `aten::rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`  
     * `aten::rsub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
    rsub(other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
    rsub(other: Scalar, alpha?: Scalar): Tensor;
    /** `aten::scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor`  
     * `aten::scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor`  
     * `aten::scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor`  
     * `aten::scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.scatter.html) */
    scatter(dim: number | bigint, index: Tensor, src: Tensor | Scalar, options: { reduce: string }): Tensor;
    scatter(dim: number | bigint, index: Tensor, src: Tensor | Scalar): Tensor;
    /** `aten::scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.scatter_add.html) */
    scatterAdd(dim: number | bigint, index: Tensor, src: Tensor): Tensor;
    /** `aten::scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_add_.html) */
    scatterAdd_(dim: number | bigint, index: Tensor, src: Tensor): this;
    /** `aten::scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.scatter_reduce.html) */
    scatterReduce(dim: number | bigint, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
    /** `aten::scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_reduce_.html) */
    scatterReduce_(dim: number | bigint, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): this;
    /** `aten::scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)`  
     * `aten::scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)`  
     * `aten::scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)`  
     * `aten::scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html) */
    scatter_(dim: number | bigint, index: Tensor, src: Tensor | Scalar, options: { reduce: string }): this;
    scatter_(dim: number | bigint, index: Tensor, src: Tensor | Scalar): this;
    /** `aten::select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.select.html) */
    select(dim: number | bigint, index: number | bigint): Tensor;
    /** `aten::select_copy.int(Tensor self, int dim, SymInt index) -> Tensor` */
    selectCopy(dim: number | bigint, index: number | bigint): Tensor;
    /** `aten::select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.select_scatter.html) */
    selectScatter(src: Tensor, dim: number | bigint, index: number | bigint): Tensor;
    /** `aten::selu(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.selu.html) */
    selu(): Tensor;
    /** `aten::selu_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.selu_.html) */
    selu_(): this;
    /** `aten::sgn(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sgn.html) */
    sgn(): Tensor;
    /** `aten::sgn_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sgn_.html) */
    sgn_(): this;
    /** `aten::sigmoid(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sigmoid.html) */
    sigmoid(): Tensor;
    /** `aten::sigmoid_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sigmoid_.html) */
    sigmoid_(): this;
    /** `aten::sign(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sign.html) */
    sign(): Tensor;
    /** `aten::sign_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sign_.html) */
    sign_(): this;
    /** `aten::signbit(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.signbit.html) */
    signbit(): Tensor;
    /** `aten::silu(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.silu.html) */
    silu(): Tensor;
    /** `aten::silu_(Tensor(a!) self) -> Tensor(a!)` */
    silu_(): this;
    /** `aten::sin(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sin.html) */
    sin(): Tensor;
    /** `aten::sin_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sin_.html) */
    sin_(): this;
    /** `aten::sinc(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sinc.html) */
    sinc(): Tensor;
    /** `aten::sinc_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sinc_.html) */
    sinc_(): this;
    /** `aten::sinh(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sinh.html) */
    sinh(): Tensor;
    /** `aten::sinh_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sinh_.html) */
    sinh_(): this;
    /** `aten::slice.Tensor(Tensor(a) self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
    slice(options?: { dim?: number | bigint; start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
    slice(dim?: number | bigint, options?: { start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
    slice(dim?: number | bigint, start?: number | bigint, options?: { end?: number | bigint; step?: number | bigint }): Tensor;
    slice(dim?: number | bigint, start?: number | bigint, end?: number | bigint, options?: { step?: number | bigint }): Tensor;
    slice(dim?: number | bigint, start?: number | bigint, end?: number | bigint, step?: number | bigint): Tensor;
    /** `aten::slice_copy.Tensor(Tensor self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` */
    sliceCopy(options?: { dim?: number | bigint; start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
    sliceCopy(dim?: number | bigint, options?: { start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
    sliceCopy(dim?: number | bigint, start?: number | bigint, options?: { end?: number | bigint; step?: number | bigint }): Tensor;
    sliceCopy(dim?: number | bigint, start?: number | bigint, end?: number | bigint, options?: { step?: number | bigint }): Tensor;
    sliceCopy(dim?: number | bigint, start?: number | bigint, end?: number | bigint, step?: number | bigint): Tensor;
    /** `aten::slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.slice_scatter.html) */
    sliceScatter(src: Tensor, options?: { dim?: number | bigint; start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
    sliceScatter(src: Tensor, dim?: number | bigint, options?: { start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
    sliceScatter(src: Tensor, dim?: number | bigint, start?: number | bigint, options?: { end?: number | bigint; step?: number | bigint }): Tensor;
    sliceScatter(src: Tensor, dim?: number | bigint, start?: number | bigint, end?: number | bigint, options?: { step?: number | bigint }): Tensor;
    sliceScatter(src: Tensor, dim?: number | bigint, start?: number | bigint, end?: number | bigint, step?: number | bigint): Tensor;
    /** `aten::slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.slogdet.html) */
    slogdet(): [sign: Tensor, logabsdet: Tensor];
    /** `aten::slow_conv3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0]) -> Tensor` */
    slowConv3d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
    slowConv3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
    slowConv3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[] }): Tensor;
    slowConv3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[]): Tensor;
    /** `aten::slow_conv3d_forward(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding) -> Tensor` */
    slowConv3dForward(weight: Tensor, kernelSize: number | readonly number[], bias: Tensor | undefined, stride: number | readonly number[], padding: number | readonly number[]): Tensor;
    /** `aten::slow_conv_dilated2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] dilation=[1, 1]) -> Tensor` */
    slowConvDilated2d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvDilated2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvDilated2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvDilated2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[] }): Tensor;
    slowConvDilated2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
    /** `aten::slow_conv_dilated3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1]) -> Tensor` */
    slowConvDilated3d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvDilated3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvDilated3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvDilated3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[] }): Tensor;
    slowConvDilated3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
    /** `aten::slow_conv_transpose2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] output_padding=[0, 0], SymInt[2] dilation=[1, 1]) -> Tensor` */
    slowConvTranspose2d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvTranspose2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvTranspose2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvTranspose2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvTranspose2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], options?: { dilation?: number | readonly number[] }): Tensor;
    slowConvTranspose2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
    /** `aten::slow_conv_transpose3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] output_padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1]) -> Tensor` */
    slowConvTranspose3d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvTranspose3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvTranspose3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvTranspose3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
    slowConvTranspose3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], options?: { dilation?: number | readonly number[] }): Tensor;
    slowConvTranspose3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
    /** `aten::smm(Tensor self, Tensor mat2) -> Tensor` */
    smm(mat2: Tensor): Tensor;
    /** `aten::smooth_l1_loss(Tensor self, Tensor target, int reduction=1, float beta=1.) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.smooth_l1_loss.html) */
    smoothL1Loss(target: Tensor, options?: { reduction?: number | bigint; beta?: number }): Tensor;
    smoothL1Loss(target: Tensor, reduction?: number | bigint, options?: { beta?: number }): Tensor;
    smoothL1Loss(target: Tensor, reduction?: number | bigint, beta?: number): Tensor;
    /** `aten::soft_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.soft_margin_loss.html) */
    softMarginLoss(target: Tensor, options?: { reduction?: number | bigint }): Tensor;
    softMarginLoss(target: Tensor, reduction?: number | bigint): Tensor;
    /** `aten::softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.softmax.html) */
    softmax(dim: number | bigint, options?: { dtype?: DType }): Tensor;
    softmax(dim: number | bigint, dtype?: DType): Tensor;
    /** `aten::softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softplus.html) */
    softplus(options?: { beta?: Scalar; threshold?: Scalar }): Tensor;
    softplus(beta?: Scalar, options?: { threshold?: Scalar }): Tensor;
    softplus(beta?: Scalar, threshold?: Scalar): Tensor;
    /** `aten::softshrink(Tensor self, Scalar lambd=0.5) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softshrink.html) */
    softshrink(options?: { lambd?: Scalar }): Tensor;
    softshrink(lambd?: Scalar): Tensor;
    /** `aten::sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)`  
     * `aten::sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sort.html) */
    sort(options: { stable: boolean | undefined; dim?: number | bigint; descending?: boolean }): [values: Tensor, indices: Tensor];
    sort(options?: { dim?: number | bigint; descending?: boolean }): [values: Tensor, indices: Tensor];
    sort(dim?: number | bigint, options?: { descending?: boolean }): [values: Tensor, indices: Tensor];
    sort(dim?: number | bigint, descending?: boolean): [values: Tensor, indices: Tensor];
    /** `aten::sparse_dim(Tensor self) -> int` */
    sparseDim(): number;
    /** `aten::sparse_mask(Tensor self, Tensor mask) -> Tensor` */
    sparseMask(mask: Tensor): Tensor;
    /** `aten::sparse_sampled_addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
    sparseSampledAddmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
    /** `aten::special_bessel_j0(Tensor self) -> Tensor` */
    specialBesselJ0(): Tensor;
    /** `aten::special_bessel_j1(Tensor self) -> Tensor` */
    specialBesselJ1(): Tensor;
    /** `aten::special_bessel_y0(Tensor self) -> Tensor` */
    specialBesselY0(): Tensor;
    /** `aten::special_bessel_y1(Tensor self) -> Tensor` */
    specialBesselY1(): Tensor;
    /** `aten::special_digamma(Tensor self) -> Tensor` */
    specialDigamma(): Tensor;
    /** `aten::special_entr(Tensor self) -> Tensor` */
    specialEntr(): Tensor;
    /** `aten::special_erf(Tensor self) -> Tensor` */
    specialErf(): Tensor;
    /** `aten::special_erfc(Tensor self) -> Tensor` */
    specialErfc(): Tensor;
    /** `aten::special_erfcx(Tensor self) -> Tensor` */
    specialErfcx(): Tensor;
    /** `aten::special_erfinv(Tensor self) -> Tensor` */
    specialErfinv(): Tensor;
    /** `aten::special_exp2(Tensor self) -> Tensor` */
    specialExp2(): Tensor;
    /** `aten::special_expit(Tensor self) -> Tensor` */
    specialExpit(): Tensor;
    /** `aten::special_expm1(Tensor self) -> Tensor` */
    specialExpm1(): Tensor;
    /** `aten::special_gammainc(Tensor self, Tensor other) -> Tensor` */
    specialGammainc(other: Tensor): Tensor;
    /** `aten::special_gammaincc(Tensor self, Tensor other) -> Tensor` */
    specialGammaincc(other: Tensor): Tensor;
    /** `aten::special_gammaln(Tensor self) -> Tensor` */
    specialGammaln(): Tensor;
    /** `aten::special_i0(Tensor self) -> Tensor` */
    specialI0(): Tensor;
    /** `aten::special_i0e(Tensor self) -> Tensor` */
    specialI0e(): Tensor;
    /** `aten::special_i1(Tensor self) -> Tensor` */
    specialI1(): Tensor;
    /** `aten::special_i1e(Tensor self) -> Tensor` */
    specialI1e(): Tensor;
    /** `aten::special_log1p(Tensor self) -> Tensor` */
    specialLog1p(): Tensor;
    /** `aten::special_log_ndtr(Tensor self) -> Tensor` */
    specialLogNdtr(): Tensor;
    /** `aten::special_log_softmax(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
    specialLogSoftmax(dim: number | bigint, options?: { dtype?: DType }): Tensor;
    /** `aten::special_logit(Tensor self, float? eps=None) -> Tensor` */
    specialLogit(options?: { eps?: number }): Tensor;
    specialLogit(eps?: number): Tensor;
    /** `aten::special_logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
    specialLogsumexp(dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
    specialLogsumexp(dim: number | readonly number[], keepdim?: boolean): Tensor;
    /** `aten::special_modified_bessel_i0(Tensor self) -> Tensor` */
    specialModifiedBesselI0(): Tensor;
    /** `aten::special_modified_bessel_i1(Tensor self) -> Tensor` */
    specialModifiedBesselI1(): Tensor;
    /** `aten::special_modified_bessel_k0(Tensor self) -> Tensor` */
    specialModifiedBesselK0(): Tensor;
    /** `aten::special_modified_bessel_k1(Tensor self) -> Tensor` */
    specialModifiedBesselK1(): Tensor;
    /** `aten::special_multigammaln(Tensor self, int p) -> Tensor` */
    specialMultigammaln(p: number | bigint): Tensor;
    /** `aten::special_ndtr(Tensor self) -> Tensor` */
    specialNdtr(): Tensor;
    /** `aten::special_ndtri(Tensor self) -> Tensor` */
    specialNdtri(): Tensor;
    /** `aten::special_psi(Tensor self) -> Tensor` */
    specialPsi(): Tensor;
    /** `aten::special_round(Tensor self, *, int decimals=0) -> Tensor` */
    specialRound(options?: { decimals?: number | bigint }): Tensor;
    /** `aten::special_sinc(Tensor self) -> Tensor` */
    specialSinc(): Tensor;
    /** `aten::special_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
    specialSoftmax(dim: number | bigint, options?: { dtype?: DType }): Tensor;
    specialSoftmax(dim: number | bigint, dtype?: DType): Tensor;
    /** `aten::special_xlog1py(Tensor self, Tensor other) -> Tensor`  
     * `aten::special_xlog1py.other_scalar(Tensor self, Scalar other) -> Tensor` */
    specialXlog1py(other: Tensor | Scalar): Tensor;
    /** `aten::special_xlogy(Tensor self, Tensor other) -> Tensor`  
     * `aten::special_xlogy.other_scalar(Tensor self, Scalar other) -> Tensor` */
    specialXlogy(other: Tensor | Scalar): Tensor;
    /** `aten::special_zeta(Tensor self, Tensor other) -> Tensor`  
     * `aten::special_zeta.other_scalar(Tensor self, Scalar other) -> Tensor` */
    specialZeta(other: Tensor | Scalar): Tensor;
    /** `aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]`  
     * `aten::split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.split.html) */
    split(splitSize: number | bigint | readonly number[], options?: { dim?: number | bigint }): Tensor[];
    split(splitSize: number | bigint | readonly number[], dim?: number | bigint): Tensor[];
    /** `aten::split_copy.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
    splitCopy(splitSize: number | bigint, options?: { dim?: number | bigint }): Tensor[];
    splitCopy(splitSize: number | bigint, dim?: number | bigint): Tensor[];
    /** `aten::split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]` */
    splitWithSizes(splitSizes: readonly number[], options?: { dim?: number | bigint }): Tensor[];
    splitWithSizes(splitSizes: readonly number[], dim?: number | bigint): Tensor[];
    /** `aten::split_with_sizes_copy(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
    splitWithSizesCopy(splitSizes: readonly number[], options?: { dim?: number | bigint }): Tensor[];
    splitWithSizesCopy(splitSizes: readonly number[], dim?: number | bigint): Tensor[];
    /** `aten::sqrt(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sqrt.html) */
    sqrt(): Tensor;
    /** `aten::sqrt_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sqrt_.html) */
    sqrt_(): this;
    /** `aten::square(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.square.html) */
    square(): Tensor;
    /** `aten::square_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.square_.html) */
    square_(): this;
    /** `aten::squeeze(Tensor(a) self) -> Tensor(a)`  
     * `aten::squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)`  
     * `aten::squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.squeeze.html) */
    squeeze(): Tensor;
    squeeze(dim: number | bigint | readonly number[]): Tensor;
    /** `aten::squeeze_copy(Tensor self) -> Tensor`  
     * `aten::squeeze_copy.dim(Tensor self, int dim) -> Tensor`  
     * `aten::squeeze_copy.dims(Tensor self, int[] dim) -> Tensor` */
    squeezeCopy(): Tensor;
    squeezeCopy(dim: number | bigint | readonly number[]): Tensor;
    /** `aten::squeeze_(Tensor(a!) self) -> Tensor(a!)`  
     * `aten::squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)`  
     * `aten::squeeze_.dims(Tensor(a!) self, int[] dim) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.squeeze_.html) */
    squeeze_(): this;
    squeeze_(dim: number | bigint | readonly number[]): this;
    /** `aten::sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
    sspaddmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
    /** `aten::std(Tensor self, bool unbiased=True) -> Tensor`  
     * `aten::std.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`  
     * `aten::std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.std.html) */
    std(options?: { unbiased?: boolean }): Tensor;
    std(unbiased?: boolean | { dim?: number | readonly number[]; correction?: Scalar; keepdim?: boolean }): Tensor;
    std(dim?: number | readonly number[], options?: { correction?: Scalar; keepdim?: boolean }): Tensor;
    std(dim: number | readonly number[] | undefined, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
    std(dim: number | readonly number[] | undefined, unbiased?: boolean, options?: { keepdim?: boolean }): Tensor;
    std(dim: number | readonly number[] | undefined, unbiased?: boolean, keepdim?: boolean): Tensor;
    /** `aten::std_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)`  
     * `aten::std_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`  
     * `aten::std_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.std_mean.html) */
    stdMean(options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
    stdMean(unbiased?: boolean | { dim?: number | readonly number[]; correction?: Scalar; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
    stdMean(dim?: number | readonly number[], options?: { correction?: Scalar; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
    stdMean(dim: number | readonly number[] | undefined, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
    stdMean(dim: number | readonly number[] | undefined, unbiased?: boolean, options?: { keepdim?: boolean }): [result0: Tensor, result1: Tensor];
    stdMean(dim: number | readonly number[] | undefined, unbiased?: boolean, keepdim?: boolean): [result0: Tensor, result1: Tensor];
    /** `aten::stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor`  
     * `aten::stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode="reflect", bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.stft.html) */
    stft(nFft: number | bigint, options?: { hopLength?: number | bigint; winLength?: number | bigint; window?: Tensor; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, options?: { winLength?: number | bigint; window?: Tensor; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, options?: { window?: Tensor; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, options?: { normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, normalized?: boolean, options?: { onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, normalized?: boolean, onesided?: boolean, options?: { returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, normalized?: boolean, onesided?: boolean, returnComplex?: boolean, options?: { alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, normalized?: boolean, onesided?: boolean, returnComplex?: boolean, alignToWindow?: boolean): Tensor;
    stft(nFft: number | bigint, options?: { hopLength?: number | bigint; winLength?: number | bigint; window?: Tensor; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, options?: { winLength?: number | bigint; window?: Tensor; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, options?: { window?: Tensor; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, options?: { center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, options?: { padMode?: string; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, padMode?: string, options?: { normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, padMode?: string, normalized?: boolean, options?: { onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, padMode?: string, normalized?: boolean, onesided?: boolean, options?: { returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, padMode?: string, normalized?: boolean, onesided?: boolean, returnComplex?: boolean, options?: { alignToWindow?: boolean }): Tensor;
    stft(nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, padMode?: string, normalized?: boolean, onesided?: boolean, returnComplex?: boolean, alignToWindow?: boolean): Tensor;
    /** `aten::sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`  
     * `aten::sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sub.html) */
    sub(other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
    sub(other: Scalar, alpha?: Scalar): Tensor;
    /** `aten::sub_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`  
     * `aten::sub_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sub_.html) */
    sub_(other: Tensor | Scalar, options?: { alpha?: Scalar }): this;
    sub_(other: Scalar, alpha?: Scalar): this;
    /** `aten::subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`  
     * `aten::subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.subtract.html) */
    subtract(other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
    subtract(other: Scalar, alpha?: Scalar): Tensor;
    /** `aten::subtract_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`  
     * `aten::subtract_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.subtract_.html) */
    subtract_(other: Tensor | Scalar, options?: { alpha?: Scalar }): this;
    subtract_(other: Scalar, alpha?: Scalar): this;
    /** `aten::sum(Tensor self, *, ScalarType? dtype=None) -> Tensor`  
     * `aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sum.html) */
    sum(options?: { dtype?: DType }): Tensor;
    sum(dim: number | readonly number[] | undefined, options?: { keepdim?: boolean; dtype?: DType }): Tensor;
    sum(dim: number | readonly number[] | undefined, keepdim?: boolean, options?: { dtype?: DType }): Tensor;
    /** `aten::sum_to_size(Tensor self, SymInt[] size) -> Tensor` */
    sumToSize(size: readonly number[]): Tensor;
    /** `aten::svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.svd.html) */
    svd(options?: { some?: boolean; computeUv?: boolean }): [U: Tensor, S: Tensor, V: Tensor];
    svd(some?: boolean, options?: { computeUv?: boolean }): [U: Tensor, S: Tensor, V: Tensor];
    svd(some?: boolean, computeUv?: boolean): [U: Tensor, S: Tensor, V: Tensor];
    /** `aten::swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.swapaxes.html) */
    swapaxes(axis0: number | bigint, axis1: number | bigint): Tensor;
    /** `aten::swapaxes_(Tensor(a!) self, int axis0, int axis1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.swapaxes_.html) */
    swapaxes_(axis0: number | bigint, axis1: number | bigint): this;
    /** `aten::swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.swapdims.html) */
    swapdims(dim0: number | bigint, dim1: number | bigint): Tensor;
    /** `aten::swapdims_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.swapdims_.html) */
    swapdims_(dim0: number | bigint, dim1: number | bigint): this;
    /** `aten::t(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.t.html) */
    t(): Tensor;
    /** `aten::t_copy(Tensor self) -> Tensor` */
    tCopy(): Tensor;
    /** `aten::t_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.t_.html) */
    t_(): this;
    /** `aten::take(Tensor self, Tensor index) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.take.html) */
    take(index: Tensor): Tensor;
    /** `aten::take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.take_along_dim.html) */
    takeAlongDim(indices: Tensor, options?: { dim?: number | bigint }): Tensor;
    takeAlongDim(indices: Tensor, dim?: number | bigint): Tensor;
    /** `aten::tan(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tan.html) */
    tan(): Tensor;
    /** `aten::tan_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.tan_.html) */
    tan_(): this;
    /** `aten::tanh(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tanh.html) */
    tanh(): Tensor;
    /** `aten::tanh_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.tanh_.html) */
    tanh_(): this;
    /** `aten::tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]`  
     * `aten::tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]`  
     * `aten::tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tensor_split.html) */
    tensorSplit(tensorIndicesOrSections: Tensor | readonly number[] | number | bigint, options?: { dim?: number | bigint }): Tensor[];
    tensorSplit(tensorIndicesOrSections: Tensor | readonly number[] | number | bigint, dim?: number | bigint): Tensor[];
    /** `aten::tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tensordot.html) */
    tensordot(other: Tensor, dimsSelf: readonly number[], dimsOther: readonly number[]): Tensor;
    /** `aten::thnn_conv2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0]) -> Tensor` */
    thnnConv2d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
    thnnConv2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
    thnnConv2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[] }): Tensor;
    thnnConv2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[]): Tensor;
    /** `aten::threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.threshold.html) */
    threshold(threshold: Scalar, value: Scalar): Tensor;
    /** `aten::threshold_(Tensor(a!) self, Scalar threshold, Scalar value) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.threshold_.html) */
    threshold_(threshold: Scalar, value: Scalar): this;
    /** `aten::tile(Tensor self, SymInt[] dims) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tile.html) */
    tile(dims: readonly number[]): Tensor;
    /** `aten::to_dense(Tensor self, ScalarType? dtype=None, *, bool? masked_grad=None) -> Tensor` */
    toDense(options?: { dtype?: DType; maskedGrad?: boolean }): Tensor;
    toDense(dtype?: DType, options?: { maskedGrad?: boolean }): Tensor;
    /** `aten::to_sparse(Tensor self, *, Layout? layout=None, int[2]? blocksize=None, int? dense_dim=None) -> Tensor`  
     * `aten::to_sparse.sparse_dim(Tensor self, int sparse_dim) -> Tensor` */
    toSparse(options?: { layout?: Layout; blocksize?: number | readonly number[]; denseDim?: number | bigint }): Tensor;
    toSparse(sparseDim: number | bigint): Tensor;
    /** `aten::to_sparse_bsc(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
    toSparseBsc(blocksize: number | readonly number[], options?: { denseDim?: number | bigint }): Tensor;
    toSparseBsc(blocksize: number | readonly number[], denseDim?: number | bigint): Tensor;
    /** `aten::to_sparse_bsr(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
    toSparseBsr(blocksize: number | readonly number[], options?: { denseDim?: number | bigint }): Tensor;
    toSparseBsr(blocksize: number | readonly number[], denseDim?: number | bigint): Tensor;
    /** `aten::to_sparse_csc(Tensor self, int? dense_dim=None) -> Tensor` */
    toSparseCsc(options?: { denseDim?: number | bigint }): Tensor;
    toSparseCsc(denseDim?: number | bigint): Tensor;
    /** `aten::to_sparse_csr(Tensor self, int? dense_dim=None) -> Tensor` */
    toSparseCsr(options?: { denseDim?: number | bigint }): Tensor;
    toSparseCsr(denseDim?: number | bigint): Tensor;
    /** `aten::topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.topk.html) */
    topk(k: number | bigint, options?: { dim?: number | bigint; largest?: boolean; sorted?: boolean }): [values: Tensor, indices: Tensor];
    topk(k: number | bigint, dim?: number | bigint, options?: { largest?: boolean; sorted?: boolean }): [values: Tensor, indices: Tensor];
    topk(k: number | bigint, dim?: number | bigint, largest?: boolean, options?: { sorted?: boolean }): [values: Tensor, indices: Tensor];
    topk(k: number | bigint, dim?: number | bigint, largest?: boolean, sorted?: boolean): [values: Tensor, indices: Tensor];
    /** `aten::trace(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.trace.html) */
    trace(): Tensor;
    /** `aten::transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.transpose.html) */
    transpose(dim0: number | bigint, dim1: number | bigint): Tensor;
    /** `aten::transpose_copy.int(Tensor self, int dim0, int dim1) -> Tensor` */
    transposeCopy(dim0: number | bigint, dim1: number | bigint): Tensor;
    /** `aten::transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.transpose_.html) */
    transpose_(dim0: number | bigint, dim1: number | bigint): this;
    /** `aten::triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.triangular_solve.html) */
    triangularSolve(A: Tensor, options?: { upper?: boolean; transpose?: boolean; unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor];
    triangularSolve(A: Tensor, upper?: boolean, options?: { transpose?: boolean; unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor];
    triangularSolve(A: Tensor, upper?: boolean, transpose?: boolean, options?: { unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor];
    triangularSolve(A: Tensor, upper?: boolean, transpose?: boolean, unitriangular?: boolean): [solution: Tensor, clonedCoefficient: Tensor];
    /** `aten::tril(Tensor self, SymInt diagonal=0) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tril.html) */
    tril(options?: { diagonal?: number | bigint }): Tensor;
    tril(diagonal?: number | bigint): Tensor;
    /** `aten::tril_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.tril_.html) */
    tril_(options?: { diagonal?: number | bigint }): this;
    tril_(diagonal?: number | bigint): this;
    /** `aten::triu(Tensor self, SymInt diagonal=0) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.triu.html) */
    triu(options?: { diagonal?: number | bigint }): Tensor;
    triu(diagonal?: number | bigint): Tensor;
    /** `aten::triu_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.triu_.html) */
    triu_(options?: { diagonal?: number | bigint }): this;
    triu_(diagonal?: number | bigint): this;
    /** `aten::true_divide.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::true_divide.Scalar(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.true_divide.html) */
    trueDivide(other: Tensor | Scalar): Tensor;
    /** `aten::true_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::true_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.true_divide_.html) */
    trueDivide_(other: Tensor | Scalar): this;
    /** `aten::trunc(Tensor self) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.trunc.html) */
    trunc(): Tensor;
    /** `aten::trunc_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.trunc_.html) */
    trunc_(): this;
    /** `aten::type_as(Tensor self, Tensor other) -> Tensor` */
    typeAs(other: Tensor): Tensor;
    /** `aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.unbind.html) */
    unbind(options?: { dim?: number | bigint }): Tensor[];
    unbind(dim?: number | bigint): Tensor[];
    /** `aten::unbind_copy.int(Tensor self, int dim=0) -> Tensor[]` */
    unbindCopy(options?: { dim?: number | bigint }): Tensor[];
    unbindCopy(dim?: number | bigint): Tensor[];
    /** `aten::unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.unflatten.html) */
    unflatten(dim: number | bigint, sizes: readonly number[]): Tensor;
    /** `aten::unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.unfold.html) */
    unfold(dimension: number | bigint, size: number | bigint, step: number | bigint): Tensor;
    /** `aten::unfold_copy(Tensor self, int dimension, int size, int step) -> Tensor` */
    unfoldCopy(dimension: number | bigint, size: number | bigint, step: number | bigint): Tensor;
    /** `aten::uniform(Tensor self, float from=0., float to=1., *, Generator? generator=None) -> Tensor` */
    uniform(options?: { from?: number; to?: number; generator?: Generator }): Tensor;
    uniform(from?: number, options?: { to?: number; generator?: Generator }): Tensor;
    uniform(from?: number, to?: number, options?: { generator?: Generator }): Tensor;
    /** `aten::uniform_(Tensor(a!) self, float from=0., float to=1., *, Generator? generator=None) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.uniform_.html) */
    uniform_(options?: { from?: number; to?: number; generator?: Generator }): this;
    uniform_(from?: number, options?: { to?: number; generator?: Generator }): this;
    uniform_(from?: number, to?: number, options?: { generator?: Generator }): this;
    /** `aten::unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None) -> (Tensor, Tensor, Tensor)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.unique_consecutive.html) */
    uniqueConsecutive(options?: { returnInverse?: boolean; returnCounts?: boolean; dim?: number | bigint }): [result0: Tensor, result1: Tensor, result2: Tensor];
    uniqueConsecutive(returnInverse?: boolean, options?: { returnCounts?: boolean; dim?: number | bigint }): [result0: Tensor, result1: Tensor, result2: Tensor];
    uniqueConsecutive(returnInverse?: boolean, returnCounts?: boolean, options?: { dim?: number | bigint }): [result0: Tensor, result1: Tensor, result2: Tensor];
    uniqueConsecutive(returnInverse?: boolean, returnCounts?: boolean, dim?: number | bigint): [result0: Tensor, result1: Tensor, result2: Tensor];
    /** `aten::unique_dim(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
    uniqueDim(dim: number | bigint, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
    uniqueDim(dim: number | bigint, sorted?: boolean, options?: { returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
    uniqueDim(dim: number | bigint, sorted?: boolean, returnInverse?: boolean, options?: { returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
    uniqueDim(dim: number | bigint, sorted?: boolean, returnInverse?: boolean, returnCounts?: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
    /** `aten::unique_dim_consecutive(Tensor self, int dim, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
    uniqueDimConsecutive(dim: number | bigint, options?: { returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
    uniqueDimConsecutive(dim: number | bigint, returnInverse?: boolean, options?: { returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
    uniqueDimConsecutive(dim: number | bigint, returnInverse?: boolean, returnCounts?: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
    /** `aten::unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]` */
    unsafeChunk(chunks: number | bigint, options?: { dim?: number | bigint }): Tensor[];
    unsafeChunk(chunks: number | bigint, dim?: number | bigint): Tensor[];
    /** `aten::unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
    unsafeSplit(splitSize: number | bigint, options?: { dim?: number | bigint }): Tensor[];
    unsafeSplit(splitSize: number | bigint, dim?: number | bigint): Tensor[];
    /** `aten::unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
    unsafeSplitWithSizes(splitSizes: readonly number[], options?: { dim?: number | bigint }): Tensor[];
    unsafeSplitWithSizes(splitSizes: readonly number[], dim?: number | bigint): Tensor[];
    /** `aten::unsqueeze(Tensor(a) self, int dim) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.unsqueeze.html) */
    unsqueeze(dim: number | bigint): Tensor;
    /** `aten::unsqueeze_copy(Tensor self, int dim) -> Tensor` */
    unsqueezeCopy(dim: number | bigint): Tensor;
    /** `aten::unsqueeze_(Tensor(a!) self, int dim) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.unsqueeze_.html) */
    unsqueeze_(dim: number | bigint): this;
    /** `aten::upsample_bicubic2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
    upsampleBicubic2d(outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesH?: number; scalesW?: number }): Tensor;
    upsampleBicubic2d(outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number, options?: { scalesW?: number }): Tensor;
    upsampleBicubic2d(outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number, scalesW?: number): Tensor;
    /** `aten::upsample_bilinear2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
    upsampleBilinear2d(outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesH?: number; scalesW?: number }): Tensor;
    upsampleBilinear2d(outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number, options?: { scalesW?: number }): Tensor;
    upsampleBilinear2d(outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number, scalesW?: number): Tensor;
    /** `aten::upsample_linear1d(Tensor self, SymInt[1] output_size, bool align_corners, float? scales=None) -> Tensor` */
    upsampleLinear1d(outputSize: number | readonly number[], alignCorners: boolean, options?: { scales?: number }): Tensor;
    upsampleLinear1d(outputSize: number | readonly number[], alignCorners: boolean, scales?: number): Tensor;
    /** `aten::upsample_nearest1d(Tensor self, SymInt[1] output_size, float? scales=None) -> Tensor` */
    upsampleNearest1d(outputSize: number | readonly number[], options?: { scales?: number }): Tensor;
    upsampleNearest1d(outputSize: number | readonly number[], scales?: number): Tensor;
    /** `aten::upsample_nearest2d(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None) -> Tensor` */
    upsampleNearest2d(outputSize: number | readonly number[], options?: { scalesH?: number; scalesW?: number }): Tensor;
    upsampleNearest2d(outputSize: number | readonly number[], scalesH?: number, options?: { scalesW?: number }): Tensor;
    upsampleNearest2d(outputSize: number | readonly number[], scalesH?: number, scalesW?: number): Tensor;
    /** `aten::upsample_nearest3d(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
    upsampleNearest3d(outputSize: number | readonly number[], options?: { scalesD?: number; scalesH?: number; scalesW?: number }): Tensor;
    upsampleNearest3d(outputSize: number | readonly number[], scalesD?: number, options?: { scalesH?: number; scalesW?: number }): Tensor;
    upsampleNearest3d(outputSize: number | readonly number[], scalesD?: number, scalesH?: number, options?: { scalesW?: number }): Tensor;
    upsampleNearest3d(outputSize: number | readonly number[], scalesD?: number, scalesH?: number, scalesW?: number): Tensor;
    /** `aten::upsample_trilinear3d(Tensor self, SymInt[3] output_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
    upsampleTrilinear3d(outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesD?: number; scalesH?: number; scalesW?: number }): Tensor;
    upsampleTrilinear3d(outputSize: number | readonly number[], alignCorners: boolean, scalesD?: number, options?: { scalesH?: number; scalesW?: number }): Tensor;
    upsampleTrilinear3d(outputSize: number | readonly number[], alignCorners: boolean, scalesD?: number, scalesH?: number, options?: { scalesW?: number }): Tensor;
    upsampleTrilinear3d(outputSize: number | readonly number[], alignCorners: boolean, scalesD?: number, scalesH?: number, scalesW?: number): Tensor;
    /** `aten::values(Tensor(a) self) -> Tensor(a)` */
    values(): Tensor;
    /** `aten::values_copy(Tensor self) -> Tensor` */
    valuesCopy(): Tensor;
    /** `aten::var(Tensor self, bool unbiased=True) -> Tensor`  
     * `aten::var.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`  
     * `aten::var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.var.html) */
    var(options?: { unbiased?: boolean }): Tensor;
    var(unbiased?: boolean | { dim?: number | readonly number[]; correction?: Scalar; keepdim?: boolean }): Tensor;
    var(dim?: number | readonly number[], options?: { correction?: Scalar; keepdim?: boolean }): Tensor;
    var(dim: number | readonly number[] | undefined, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
    var(dim: number | readonly number[] | undefined, unbiased?: boolean, options?: { keepdim?: boolean }): Tensor;
    var(dim: number | readonly number[] | undefined, unbiased?: boolean, keepdim?: boolean): Tensor;
    /** `aten::var_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)`  
     * `aten::var_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`  
     * `aten::var_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.var_mean.html) */
    varMean(options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
    varMean(unbiased?: boolean | { dim?: number | readonly number[]; correction?: Scalar; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
    varMean(dim?: number | readonly number[], options?: { correction?: Scalar; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
    varMean(dim: number | readonly number[] | undefined, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
    varMean(dim: number | readonly number[] | undefined, unbiased?: boolean, options?: { keepdim?: boolean }): [result0: Tensor, result1: Tensor];
    varMean(dim: number | readonly number[] | undefined, unbiased?: boolean, keepdim?: boolean): [result0: Tensor, result1: Tensor];
    /** `aten::vdot(Tensor self, Tensor other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.vdot.html) */
    vdot(other: Tensor): Tensor;
    /** `aten::view(Tensor(a) self, SymInt[] size) -> Tensor(a)`  
     * `aten::view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)` */
    view(size: readonly number[] | DType): Tensor;
    /** `aten::view_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
    viewAs(other: Tensor): Tensor;
    /** `aten::view_as_complex(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.view_as_complex.html) */
    viewAsComplex(): Tensor;
    /** `aten::view_as_complex_copy(Tensor self) -> Tensor` */
    viewAsComplexCopy(): Tensor;
    /** `aten::view_as_real(Tensor(a) self) -> Tensor(a)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.view_as_real.html) */
    viewAsReal(): Tensor;
    /** `aten::view_as_real_copy(Tensor self) -> Tensor` */
    viewAsRealCopy(): Tensor;
    /** `aten::view_copy(Tensor self, SymInt[] size) -> Tensor`  
     * `aten::view_copy.dtype(Tensor self, ScalarType dtype) -> Tensor` */
    viewCopy(size: readonly number[] | DType): Tensor;
    /** `aten::vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`  
     * `aten::vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.vsplit.html) */
    vsplit(indices: readonly number[] | number | bigint): Tensor[];
    /** `aten::xlogy.Tensor(Tensor self, Tensor other) -> Tensor`  
     * `aten::xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.xlogy.html) */
    xlogy(other: Tensor | Scalar): Tensor;
    /** `aten::xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
     * `aten::xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.xlogy_.html) */
    xlogy_(other: Tensor | Scalar): this;
    /** `aten::zero(Tensor self) -> Tensor` */
    zero(): Tensor;
    /** `aten::zero_(Tensor(a!) self) -> Tensor(a!)`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.zero_.html) */
    zero_(): this;
    /** `aten::zeros_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
     * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.zeros_like.html) */
    zerosLike(options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor;
  }
}

const functions = operators as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
const methods = {
  abs(this: Tensor) {
    return functions.abs?.(this);
  },
  abs_(this: Tensor) {
    return functions.abs_?.(this);
  },
  absolute(this: Tensor) {
    return functions.absolute?.(this);
  },
  absolute_(this: Tensor) {
    return functions.absolute_?.(this);
  },
  acos(this: Tensor) {
    return functions.acos?.(this);
  },
  acos_(this: Tensor) {
    return functions.acos_?.(this);
  },
  acosh(this: Tensor) {
    return functions.acosh?.(this);
  },
  acosh_(this: Tensor) {
    return functions.acosh_?.(this);
  },
  adaptiveAvgPool1d(this: Tensor, a1?: unknown) {
    return functions.adaptiveAvgPool1d?.(this, a1);
  },
  adaptiveAvgPool2d(this: Tensor, a1?: unknown) {
    return functions.adaptiveAvgPool2d?.(this, a1);
  },
  adaptiveAvgPool3d(this: Tensor, a1?: unknown) {
    return functions.adaptiveAvgPool3d?.(this, a1);
  },
  adaptiveMaxPool1d(this: Tensor, a1?: unknown) {
    return functions.adaptiveMaxPool1d?.(this, a1);
  },
  adaptiveMaxPool2d(this: Tensor, a1?: unknown) {
    return functions.adaptiveMaxPool2d?.(this, a1);
  },
  adaptiveMaxPool3d(this: Tensor, a1?: unknown) {
    return functions.adaptiveMaxPool3d?.(this, a1);
  },
  add(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.add?.(this, a1, a2);
  },
  add_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.add_?.(this, a1, a2);
  },
  addbmm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addbmm?.(this, a1, a2, a3);
  },
  addbmm_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addbmm_?.(this, a1, a2, a3);
  },
  addcdiv(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addcdiv?.(this, a1, a2, a3);
  },
  addcdiv_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addcdiv_?.(this, a1, a2, a3);
  },
  addcmul(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addcmul?.(this, a1, a2, a3);
  },
  addcmul_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addcmul_?.(this, a1, a2, a3);
  },
  addmm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.addmm?.(this, a1, a2, a3, a4);
  },
  addmm_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addmm_?.(this, a1, a2, a3);
  },
  addmv(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addmv?.(this, a1, a2, a3);
  },
  addmv_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addmv_?.(this, a1, a2, a3);
  },
  addr(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addr?.(this, a1, a2, a3);
  },
  addr_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.addr_?.(this, a1, a2, a3);
  },
  adjoint(this: Tensor) {
    return functions.adjoint?.(this);
  },
  alias(this: Tensor) {
    return functions.alias?.(this);
  },
  aliasCopy(this: Tensor) {
    return functions.aliasCopy?.(this);
  },
  all(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.all?.(this, a1, a2);
  },
  allclose(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.allclose?.(this, a1, a2, a3, a4);
  },
  alphaDropout_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.alphaDropout_?.(this, a1, a2);
  },
  amax(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.amax?.(this, a1, a2);
  },
  amin(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.amin?.(this, a1, a2);
  },
  aminmax(this: Tensor, a1?: unknown) {
    return functions.aminmax?.(this, a1);
  },
  angle(this: Tensor) {
    return functions.angle?.(this);
  },
  any(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.any?.(this, a1, a2);
  },
  arccos(this: Tensor) {
    return functions.arccos?.(this);
  },
  arccos_(this: Tensor) {
    return functions.arccos_?.(this);
  },
  arccosh(this: Tensor) {
    return functions.arccosh?.(this);
  },
  arccosh_(this: Tensor) {
    return functions.arccosh_?.(this);
  },
  arcsin(this: Tensor) {
    return functions.arcsin?.(this);
  },
  arcsin_(this: Tensor) {
    return functions.arcsin_?.(this);
  },
  arcsinh(this: Tensor) {
    return functions.arcsinh?.(this);
  },
  arcsinh_(this: Tensor) {
    return functions.arcsinh_?.(this);
  },
  arctan(this: Tensor) {
    return functions.arctan?.(this);
  },
  arctan2(this: Tensor, a1?: unknown) {
    return functions.arctan2?.(this, a1);
  },
  arctan2_(this: Tensor, a1?: unknown) {
    return functions.arctan2_?.(this, a1);
  },
  arctan_(this: Tensor) {
    return functions.arctan_?.(this);
  },
  arctanh(this: Tensor) {
    return functions.arctanh?.(this);
  },
  arctanh_(this: Tensor) {
    return functions.arctanh_?.(this);
  },
  argmax(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.argmax?.(this, a1, a2);
  },
  argmin(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.argmin?.(this, a1, a2);
  },
  argsort(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.argsort?.(this, a1, a2);
  },
  argwhere(this: Tensor) {
    return functions.argwhere?.(this);
  },
  asStrided(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.asStrided?.(this, a1, a2, a3);
  },
  asStridedCopy(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.asStridedCopy?.(this, a1, a2, a3);
  },
  asStridedScatter(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.asStridedScatter?.(this, a1, a2, a3, a4);
  },
  asStrided_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.asStrided_?.(this, a1, a2, a3);
  },
  asin(this: Tensor) {
    return functions.asin?.(this);
  },
  asin_(this: Tensor) {
    return functions.asin_?.(this);
  },
  asinh(this: Tensor) {
    return functions.asinh?.(this);
  },
  asinh_(this: Tensor) {
    return functions.asinh_?.(this);
  },
  atan(this: Tensor) {
    return functions.atan?.(this);
  },
  atan2(this: Tensor, a1?: unknown) {
    return functions.atan2?.(this, a1);
  },
  atan2_(this: Tensor, a1?: unknown) {
    return functions.atan2_?.(this, a1);
  },
  atan_(this: Tensor) {
    return functions.atan_?.(this);
  },
  atanh(this: Tensor) {
    return functions.atanh?.(this);
  },
  atanh_(this: Tensor) {
    return functions.atanh_?.(this);
  },
  atleast1d(this: Tensor) {
    return functions.atleast1d?.(this);
  },
  atleast2d(this: Tensor) {
    return functions.atleast2d?.(this);
  },
  atleast3d(this: Tensor) {
    return functions.atleast3d?.(this);
  },
  avgPool1d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.avgPool1d?.(this, a1, a2, a3, a4, a5);
  },
  avgPool2d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown) {
    return functions.avgPool2d?.(this, a1, a2, a3, a4, a5, a6);
  },
  avgPool3d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown) {
    return functions.avgPool3d?.(this, a1, a2, a3, a4, a5, a6);
  },
  baddbmm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.baddbmm?.(this, a1, a2, a3, a4);
  },
  baddbmm_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.baddbmm_?.(this, a1, a2, a3);
  },
  bernoulli(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.bernoulli?.(this, a1, a2);
  },
  bernoulli_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.bernoulli_?.(this, a1, a2);
  },
  binaryCrossEntropy(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.binaryCrossEntropy?.(this, a1, a2, a3);
  },
  binaryCrossEntropyWithLogits(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.binaryCrossEntropyWithLogits?.(this, a1, a2, a3, a4);
  },
  bincount(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.bincount?.(this, a1, a2);
  },
  bitwiseAnd(this: Tensor, a1?: unknown) {
    return functions.bitwiseAnd?.(this, a1);
  },
  bitwiseAnd_(this: Tensor, a1?: unknown) {
    return functions.bitwiseAnd_?.(this, a1);
  },
  bitwiseLeftShift(this: Tensor, a1?: unknown) {
    return functions.bitwiseLeftShift?.(this, a1);
  },
  bitwiseLeftShift_(this: Tensor, a1?: unknown) {
    return functions.bitwiseLeftShift_?.(this, a1);
  },
  bitwiseNot(this: Tensor) {
    return functions.bitwiseNot?.(this);
  },
  bitwiseNot_(this: Tensor) {
    return functions.bitwiseNot_?.(this);
  },
  bitwiseOr(this: Tensor, a1?: unknown) {
    return functions.bitwiseOr?.(this, a1);
  },
  bitwiseOr_(this: Tensor, a1?: unknown) {
    return functions.bitwiseOr_?.(this, a1);
  },
  bitwiseRightShift(this: Tensor, a1?: unknown) {
    return functions.bitwiseRightShift?.(this, a1);
  },
  bitwiseRightShift_(this: Tensor, a1?: unknown) {
    return functions.bitwiseRightShift_?.(this, a1);
  },
  bitwiseXor(this: Tensor, a1?: unknown) {
    return functions.bitwiseXor?.(this, a1);
  },
  bitwiseXor_(this: Tensor, a1?: unknown) {
    return functions.bitwiseXor_?.(this, a1);
  },
  bmm(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.bmm?.(this, a1, a2);
  },
  broadcastTo(this: Tensor, a1?: unknown) {
    return functions.broadcastTo?.(this, a1);
  },
  bucketize(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.bucketize?.(this, a1, a2);
  },
  cauchy(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.cauchy?.(this, a1, a2, a3);
  },
  cauchy_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.cauchy_?.(this, a1, a2, a3);
  },
  ccolIndices(this: Tensor) {
    return functions.ccolIndices?.(this);
  },
  ccolIndicesCopy(this: Tensor) {
    return functions.ccolIndicesCopy?.(this);
  },
  ceil(this: Tensor) {
    return functions.ceil?.(this);
  },
  ceil_(this: Tensor) {
    return functions.ceil_?.(this);
  },
  celu(this: Tensor, a1?: unknown) {
    return functions.celu?.(this, a1);
  },
  celu_(this: Tensor, a1?: unknown) {
    return functions.celu_?.(this, a1);
  },
  chalf(this: Tensor, a1?: unknown) {
    return functions.chalf?.(this, a1);
  },
  channelShuffle(this: Tensor, a1?: unknown) {
    return functions.channelShuffle?.(this, a1);
  },
  cholesky(this: Tensor, a1?: unknown) {
    return functions.cholesky?.(this, a1);
  },
  choleskyInverse(this: Tensor, a1?: unknown) {
    return functions.choleskyInverse?.(this, a1);
  },
  choleskySolve(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.choleskySolve?.(this, a1, a2);
  },
  chunk(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.chunk?.(this, a1, a2);
  },
  clamp(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.clamp?.(this, a1, a2);
  },
  clampMax(this: Tensor, a1?: unknown) {
    return functions.clampMax?.(this, a1);
  },
  clampMax_(this: Tensor, a1?: unknown) {
    return functions.clampMax_?.(this, a1);
  },
  clampMin(this: Tensor, a1?: unknown) {
    return functions.clampMin?.(this, a1);
  },
  clampMin_(this: Tensor, a1?: unknown) {
    return functions.clampMin_?.(this, a1);
  },
  clamp_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.clamp_?.(this, a1, a2);
  },
  clip(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.clip?.(this, a1, a2);
  },
  clip_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.clip_?.(this, a1, a2);
  },
  clone(this: Tensor, a1?: unknown) {
    return functions.clone?.(this, a1);
  },
  coalesce(this: Tensor) {
    return functions.coalesce?.(this);
  },
  col2im(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.col2im?.(this, a1, a2, a3, a4, a5);
  },
  colIndices(this: Tensor) {
    return functions.colIndices?.(this);
  },
  colIndicesCopy(this: Tensor) {
    return functions.colIndicesCopy?.(this);
  },
  combinations(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.combinations?.(this, a1, a2);
  },
  conj(this: Tensor) {
    return functions.conj?.(this);
  },
  conjPhysical(this: Tensor) {
    return functions.conjPhysical?.(this);
  },
  conjPhysical_(this: Tensor) {
    return functions.conjPhysical_?.(this);
  },
  constantPadNd(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.constantPadNd?.(this, a1, a2);
  },
  contiguous(this: Tensor, a1?: unknown) {
    return functions.contiguous?.(this, a1);
  },
  convDepthwise3d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown) {
    return functions.convDepthwise3d?.(this, a1, a2, a3, a4, a5, a6);
  },
  convTbc(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.convTbc?.(this, a1, a2, a3);
  },
  copy(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.copy?.(this, a1, a2);
  },
  copy_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.copy_?.(this, a1, a2);
  },
  copysign(this: Tensor, a1?: unknown) {
    return functions.copysign?.(this, a1);
  },
  copysign_(this: Tensor, a1?: unknown) {
    return functions.copysign_?.(this, a1);
  },
  corrcoef(this: Tensor) {
    return functions.corrcoef?.(this);
  },
  cos(this: Tensor) {
    return functions.cos?.(this);
  },
  cos_(this: Tensor) {
    return functions.cos_?.(this);
  },
  cosh(this: Tensor) {
    return functions.cosh?.(this);
  },
  cosh_(this: Tensor) {
    return functions.cosh_?.(this);
  },
  countNonzero(this: Tensor, a1?: unknown) {
    return functions.countNonzero?.(this, a1);
  },
  cov(this: Tensor, a1?: unknown) {
    return functions.cov?.(this, a1);
  },
  cross(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.cross?.(this, a1, a2);
  },
  crossEntropyLoss(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.crossEntropyLoss?.(this, a1, a2, a3, a4, a5);
  },
  crowIndices(this: Tensor) {
    return functions.crowIndices?.(this);
  },
  crowIndicesCopy(this: Tensor) {
    return functions.crowIndicesCopy?.(this);
  },
  cummax(this: Tensor, a1?: unknown) {
    return functions.cummax?.(this, a1);
  },
  cummin(this: Tensor, a1?: unknown) {
    return functions.cummin?.(this, a1);
  },
  cumprod(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.cumprod?.(this, a1, a2);
  },
  cumprod_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.cumprod_?.(this, a1, a2);
  },
  cumsum(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.cumsum?.(this, a1, a2);
  },
  cumsum_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.cumsum_?.(this, a1, a2);
  },
  deg2rad(this: Tensor) {
    return functions.deg2rad?.(this);
  },
  deg2rad_(this: Tensor) {
    return functions.deg2rad_?.(this);
  },
  denseDim(this: Tensor) {
    return functions.denseDim?.(this);
  },
  dequantize(this: Tensor) {
    return functions.dequantize?.(this);
  },
  det(this: Tensor) {
    return functions.det?.(this);
  },
  detach(this: Tensor) {
    return functions.detach?.(this);
  },
  detachCopy(this: Tensor) {
    return functions.detachCopy?.(this);
  },
  detach_(this: Tensor) {
    return functions.detach_?.(this);
  },
  diag(this: Tensor, a1?: unknown) {
    return functions.diag?.(this, a1);
  },
  diagEmbed(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.diagEmbed?.(this, a1, a2, a3);
  },
  diagflat(this: Tensor, a1?: unknown) {
    return functions.diagflat?.(this, a1);
  },
  diagonal(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.diagonal?.(this, a1, a2, a3);
  },
  diagonalCopy(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.diagonalCopy?.(this, a1, a2, a3);
  },
  diagonalScatter(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.diagonalScatter?.(this, a1, a2, a3, a4);
  },
  diff(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.diff?.(this, a1, a2, a3, a4);
  },
  digamma(this: Tensor) {
    return functions.digamma?.(this);
  },
  digamma_(this: Tensor) {
    return functions.digamma_?.(this);
  },
  dist(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.dist?.(this, a1, a2);
  },
  div(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.div?.(this, a1, a2);
  },
  div_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.div_?.(this, a1, a2);
  },
  divide(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.divide?.(this, a1, a2);
  },
  divide_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.divide_?.(this, a1, a2);
  },
  dot(this: Tensor, a1?: unknown) {
    return functions.dot?.(this, a1);
  },
  dropout_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.dropout_?.(this, a1, a2);
  },
  dsplit(this: Tensor, a1?: unknown) {
    return functions.dsplit?.(this, a1);
  },
  elu(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.elu?.(this, a1, a2, a3);
  },
  elu_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.elu_?.(this, a1, a2, a3);
  },
  embeddingRenorm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.embeddingRenorm?.(this, a1, a2, a3);
  },
  embeddingRenorm_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.embeddingRenorm_?.(this, a1, a2, a3);
  },
  emptyLike(this: Tensor, a1?: unknown) {
    return functions.emptyLike?.(this, a1);
  },
  eq(this: Tensor, a1?: unknown) {
    return functions.eq?.(this, a1);
  },
  eq_(this: Tensor, a1?: unknown) {
    return functions.eq_?.(this, a1);
  },
  equal(this: Tensor, a1?: unknown) {
    return functions.equal?.(this, a1);
  },
  erf(this: Tensor) {
    return functions.erf?.(this);
  },
  erf_(this: Tensor) {
    return functions.erf_?.(this);
  },
  erfc(this: Tensor) {
    return functions.erfc?.(this);
  },
  erfc_(this: Tensor) {
    return functions.erfc_?.(this);
  },
  erfinv(this: Tensor) {
    return functions.erfinv?.(this);
  },
  erfinv_(this: Tensor) {
    return functions.erfinv_?.(this);
  },
  exp(this: Tensor) {
    return functions.exp?.(this);
  },
  exp2(this: Tensor) {
    return functions.exp2?.(this);
  },
  exp2_(this: Tensor) {
    return functions.exp2_?.(this);
  },
  exp_(this: Tensor) {
    return functions.exp_?.(this);
  },
  expand(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.expand?.(this, a1, a2);
  },
  expandAs(this: Tensor, a1?: unknown) {
    return functions.expandAs?.(this, a1);
  },
  expandCopy(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.expandCopy?.(this, a1, a2);
  },
  expm1(this: Tensor) {
    return functions.expm1?.(this);
  },
  expm1_(this: Tensor) {
    return functions.expm1_?.(this);
  },
  exponential(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.exponential?.(this, a1, a2);
  },
  exponential_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.exponential_?.(this, a1, a2);
  },
  featureAlphaDropout_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.featureAlphaDropout_?.(this, a1, a2);
  },
  featureDropout_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.featureDropout_?.(this, a1, a2);
  },
  fftFft(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftFft?.(this, a1, a2, a3);
  },
  fftFft2(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftFft2?.(this, a1, a2, a3);
  },
  fftFftn(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftFftn?.(this, a1, a2, a3);
  },
  fftFftshift(this: Tensor, a1?: unknown) {
    return functions.fftFftshift?.(this, a1);
  },
  fftHfft(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftHfft?.(this, a1, a2, a3);
  },
  fftHfft2(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftHfft2?.(this, a1, a2, a3);
  },
  fftHfftn(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftHfftn?.(this, a1, a2, a3);
  },
  fftIfft(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftIfft?.(this, a1, a2, a3);
  },
  fftIfft2(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftIfft2?.(this, a1, a2, a3);
  },
  fftIfftn(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftIfftn?.(this, a1, a2, a3);
  },
  fftIfftshift(this: Tensor, a1?: unknown) {
    return functions.fftIfftshift?.(this, a1);
  },
  fftIhfft(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftIhfft?.(this, a1, a2, a3);
  },
  fftIhfft2(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftIhfft2?.(this, a1, a2, a3);
  },
  fftIhfftn(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftIhfftn?.(this, a1, a2, a3);
  },
  fftIrfft(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftIrfft?.(this, a1, a2, a3);
  },
  fftIrfft2(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftIrfft2?.(this, a1, a2, a3);
  },
  fftIrfftn(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftIrfftn?.(this, a1, a2, a3);
  },
  fftRfft(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftRfft?.(this, a1, a2, a3);
  },
  fftRfft2(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftRfft2?.(this, a1, a2, a3);
  },
  fftRfftn(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fftRfftn?.(this, a1, a2, a3);
  },
  fill(this: Tensor, a1?: unknown) {
    return functions.fill?.(this, a1);
  },
  fillDiagonal_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.fillDiagonal_?.(this, a1, a2);
  },
  fill_(this: Tensor, a1?: unknown) {
    return functions.fill_?.(this, a1);
  },
  fix(this: Tensor) {
    return functions.fix?.(this);
  },
  fix_(this: Tensor) {
    return functions.fix_?.(this);
  },
  flatten(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.flatten?.(this, a1, a2);
  },
  flip(this: Tensor, a1?: unknown) {
    return functions.flip?.(this, a1);
  },
  fliplr(this: Tensor) {
    return functions.fliplr?.(this);
  },
  flipud(this: Tensor) {
    return functions.flipud?.(this);
  },
  floatPower(this: Tensor, a1?: unknown) {
    return functions.floatPower?.(this, a1);
  },
  floatPower_(this: Tensor, a1?: unknown) {
    return functions.floatPower_?.(this, a1);
  },
  floor(this: Tensor) {
    return functions.floor?.(this);
  },
  floorDivide(this: Tensor, a1?: unknown) {
    return functions.floorDivide?.(this, a1);
  },
  floorDivide_(this: Tensor, a1?: unknown) {
    return functions.floorDivide_?.(this, a1);
  },
  floor_(this: Tensor) {
    return functions.floor_?.(this);
  },
  fmax(this: Tensor, a1?: unknown) {
    return functions.fmax?.(this, a1);
  },
  fmin(this: Tensor, a1?: unknown) {
    return functions.fmin?.(this, a1);
  },
  fmod(this: Tensor, a1?: unknown) {
    return functions.fmod?.(this, a1);
  },
  fmod_(this: Tensor, a1?: unknown) {
    return functions.fmod_?.(this, a1);
  },
  frac(this: Tensor) {
    return functions.frac?.(this);
  },
  frac_(this: Tensor) {
    return functions.frac_?.(this);
  },
  fractionalMaxPool2d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fractionalMaxPool2d?.(this, a1, a2, a3);
  },
  fractionalMaxPool3d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.fractionalMaxPool3d?.(this, a1, a2, a3);
  },
  frexp(this: Tensor) {
    return functions.frexp?.(this);
  },
  frobeniusNorm(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.frobeniusNorm?.(this, a1, a2);
  },
  fullLike(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.fullLike?.(this, a1, a2);
  },
  gather(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.gather?.(this, a1, a2, a3);
  },
  gcd(this: Tensor, a1?: unknown) {
    return functions.gcd?.(this, a1);
  },
  gcd_(this: Tensor, a1?: unknown) {
    return functions.gcd_?.(this, a1);
  },
  ge(this: Tensor, a1?: unknown) {
    return functions.ge?.(this, a1);
  },
  ge_(this: Tensor, a1?: unknown) {
    return functions.ge_?.(this, a1);
  },
  gelu(this: Tensor, a1?: unknown) {
    return functions.gelu?.(this, a1);
  },
  gelu_(this: Tensor, a1?: unknown) {
    return functions.gelu_?.(this, a1);
  },
  geometric(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.geometric?.(this, a1, a2);
  },
  geometric_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.geometric_?.(this, a1, a2);
  },
  geqrf(this: Tensor) {
    return functions.geqrf?.(this);
  },
  ger(this: Tensor, a1?: unknown) {
    return functions.ger?.(this, a1);
  },
  glu(this: Tensor, a1?: unknown) {
    return functions.glu?.(this, a1);
  },
  gradient(this: Tensor, a1?: unknown) {
    return functions.gradient?.(this, a1);
  },
  greater(this: Tensor, a1?: unknown) {
    return functions.greater?.(this, a1);
  },
  greaterEqual(this: Tensor, a1?: unknown) {
    return functions.greaterEqual?.(this, a1);
  },
  greaterEqual_(this: Tensor, a1?: unknown) {
    return functions.greaterEqual_?.(this, a1);
  },
  greater_(this: Tensor, a1?: unknown) {
    return functions.greater_?.(this, a1);
  },
  gt(this: Tensor, a1?: unknown) {
    return functions.gt?.(this, a1);
  },
  gt_(this: Tensor, a1?: unknown) {
    return functions.gt_?.(this, a1);
  },
  hardshrink(this: Tensor, a1?: unknown) {
    return functions.hardshrink?.(this, a1);
  },
  hardsigmoid(this: Tensor) {
    return functions.hardsigmoid?.(this);
  },
  hardsigmoid_(this: Tensor) {
    return functions.hardsigmoid_?.(this);
  },
  hardswish(this: Tensor) {
    return functions.hardswish?.(this);
  },
  hardswish_(this: Tensor) {
    return functions.hardswish_?.(this);
  },
  hardtanh(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.hardtanh?.(this, a1, a2);
  },
  hardtanh_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.hardtanh_?.(this, a1, a2);
  },
  heaviside(this: Tensor, a1?: unknown) {
    return functions.heaviside?.(this, a1);
  },
  heaviside_(this: Tensor, a1?: unknown) {
    return functions.heaviside_?.(this, a1);
  },
  hingeEmbeddingLoss(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.hingeEmbeddingLoss?.(this, a1, a2, a3);
  },
  histc(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.histc?.(this, a1, a2, a3);
  },
  histogram(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.histogram?.(this, a1, a2);
  },
  hsplit(this: Tensor, a1?: unknown) {
    return functions.hsplit?.(this, a1);
  },
  huberLoss(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.huberLoss?.(this, a1, a2, a3);
  },
  hypot(this: Tensor, a1?: unknown) {
    return functions.hypot?.(this, a1);
  },
  hypot_(this: Tensor, a1?: unknown) {
    return functions.hypot_?.(this, a1);
  },
  i0(this: Tensor) {
    return functions.i0?.(this);
  },
  i0_(this: Tensor) {
    return functions.i0_?.(this);
  },
  igamma(this: Tensor, a1?: unknown) {
    return functions.igamma?.(this, a1);
  },
  igamma_(this: Tensor, a1?: unknown) {
    return functions.igamma_?.(this, a1);
  },
  igammac(this: Tensor, a1?: unknown) {
    return functions.igammac?.(this, a1);
  },
  igammac_(this: Tensor, a1?: unknown) {
    return functions.igammac_?.(this, a1);
  },
  im2col(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.im2col?.(this, a1, a2, a3, a4);
  },
  imag(this: Tensor) {
    return functions.imag?.(this);
  },
  indexAdd(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.indexAdd?.(this, a1, a2, a3, a4);
  },
  indexAdd_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.indexAdd_?.(this, a1, a2, a3, a4);
  },
  indexCopy(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.indexCopy?.(this, a1, a2, a3);
  },
  indexCopy_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.indexCopy_?.(this, a1, a2, a3);
  },
  indexFill(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.indexFill?.(this, a1, a2, a3);
  },
  indexFill_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.indexFill_?.(this, a1, a2, a3);
  },
  indexPut(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.indexPut?.(this, a1, a2, a3);
  },
  indexReduce(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.indexReduce?.(this, a1, a2, a3, a4, a5);
  },
  indexReduce_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.indexReduce_?.(this, a1, a2, a3, a4, a5);
  },
  indexSelect(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.indexSelect?.(this, a1, a2);
  },
  indices(this: Tensor) {
    return functions.indices?.(this);
  },
  indicesCopy(this: Tensor) {
    return functions.indicesCopy?.(this);
  },
  inner(this: Tensor, a1?: unknown) {
    return functions.inner?.(this, a1);
  },
  inverse(this: Tensor) {
    return functions.inverse?.(this);
  },
  isCoalesced(this: Tensor) {
    return functions.isCoalesced?.(this);
  },
  isComplex(this: Tensor) {
    return functions.isComplex?.(this);
  },
  isConj(this: Tensor) {
    return functions.isConj?.(this);
  },
  isFloatingPoint(this: Tensor) {
    return functions.isFloatingPoint?.(this);
  },
  isNeg(this: Tensor) {
    return functions.isNeg?.(this);
  },
  isNonzero(this: Tensor) {
    return functions.isNonzero?.(this);
  },
  isPinned(this: Tensor, a1?: unknown) {
    return functions.isPinned?.(this, a1);
  },
  isSameSize(this: Tensor, a1?: unknown) {
    return functions.isSameSize?.(this, a1);
  },
  isSetTo(this: Tensor, a1?: unknown) {
    return functions.isSetTo?.(this, a1);
  },
  isSigned(this: Tensor) {
    return functions.isSigned?.(this);
  },
  isclose(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.isclose?.(this, a1, a2, a3, a4);
  },
  isfinite(this: Tensor) {
    return functions.isfinite?.(this);
  },
  isinf(this: Tensor) {
    return functions.isinf?.(this);
  },
  isnan(this: Tensor) {
    return functions.isnan?.(this);
  },
  isneginf(this: Tensor) {
    return functions.isneginf?.(this);
  },
  isposinf(this: Tensor) {
    return functions.isposinf?.(this);
  },
  isreal(this: Tensor) {
    return functions.isreal?.(this);
  },
  istft(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown, a8?: unknown, a9?: unknown) {
    return functions.istft?.(this, a1, a2, a3, a4, a5, a6, a7, a8, a9);
  },
  item(this: Tensor) {
    return functions.item?.(this);
  },
  klDiv(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.klDiv?.(this, a1, a2, a3);
  },
  kron(this: Tensor, a1?: unknown) {
    return functions.kron?.(this, a1);
  },
  kthvalue(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.kthvalue?.(this, a1, a2, a3);
  },
  l1Loss(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.l1Loss?.(this, a1, a2);
  },
  lcm(this: Tensor, a1?: unknown) {
    return functions.lcm?.(this, a1);
  },
  lcm_(this: Tensor, a1?: unknown) {
    return functions.lcm_?.(this, a1);
  },
  ldexp(this: Tensor, a1?: unknown) {
    return functions.ldexp?.(this, a1);
  },
  ldexp_(this: Tensor, a1?: unknown) {
    return functions.ldexp_?.(this, a1);
  },
  le(this: Tensor, a1?: unknown) {
    return functions.le?.(this, a1);
  },
  le_(this: Tensor, a1?: unknown) {
    return functions.le_?.(this, a1);
  },
  leakyRelu(this: Tensor, a1?: unknown) {
    return functions.leakyRelu?.(this, a1);
  },
  leakyRelu_(this: Tensor, a1?: unknown) {
    return functions.leakyRelu_?.(this, a1);
  },
  lerp(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.lerp?.(this, a1, a2);
  },
  lerp_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.lerp_?.(this, a1, a2);
  },
  less(this: Tensor, a1?: unknown) {
    return functions.less?.(this, a1);
  },
  lessEqual(this: Tensor, a1?: unknown) {
    return functions.lessEqual?.(this, a1);
  },
  lessEqual_(this: Tensor, a1?: unknown) {
    return functions.lessEqual_?.(this, a1);
  },
  less_(this: Tensor, a1?: unknown) {
    return functions.less_?.(this, a1);
  },
  lgamma(this: Tensor) {
    return functions.lgamma?.(this);
  },
  lgamma_(this: Tensor) {
    return functions.lgamma_?.(this);
  },
  linalgCholesky(this: Tensor, a1?: unknown) {
    return functions.linalgCholesky?.(this, a1);
  },
  linalgCholeskyEx(this: Tensor, a1?: unknown) {
    return functions.linalgCholeskyEx?.(this, a1);
  },
  linalgCond(this: Tensor, a1?: unknown) {
    return functions.linalgCond?.(this, a1);
  },
  linalgCross(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.linalgCross?.(this, a1, a2);
  },
  linalgEig(this: Tensor) {
    return functions.linalgEig?.(this);
  },
  linalgEigh(this: Tensor, a1?: unknown) {
    return functions.linalgEigh?.(this, a1);
  },
  linalgEigvals(this: Tensor) {
    return functions.linalgEigvals?.(this);
  },
  linalgEigvalsh(this: Tensor, a1?: unknown) {
    return functions.linalgEigvalsh?.(this, a1);
  },
  linalgLdlFactor(this: Tensor, a1?: unknown) {
    return functions.linalgLdlFactor?.(this, a1);
  },
  linalgLdlFactorEx(this: Tensor, a1?: unknown) {
    return functions.linalgLdlFactorEx?.(this, a1);
  },
  linalgLstsq(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.linalgLstsq?.(this, a1, a2, a3);
  },
  linalgMatmul(this: Tensor, a1?: unknown) {
    return functions.linalgMatmul?.(this, a1);
  },
  linalgMatrixExp(this: Tensor) {
    return functions.linalgMatrixExp?.(this);
  },
  linalgMatrixNorm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.linalgMatrixNorm?.(this, a1, a2, a3, a4);
  },
  linalgMatrixPower(this: Tensor, a1?: unknown) {
    return functions.linalgMatrixPower?.(this, a1);
  },
  linalgMatrixRank(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.linalgMatrixRank?.(this, a1, a2);
  },
  linalgNorm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.linalgNorm?.(this, a1, a2, a3, a4);
  },
  linalgPinv(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.linalgPinv?.(this, a1, a2);
  },
  linalgSolveTriangular(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.linalgSolveTriangular?.(this, a1, a2);
  },
  linalgTensorinv(this: Tensor, a1?: unknown) {
    return functions.linalgTensorinv?.(this, a1);
  },
  linalgTensorsolve(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.linalgTensorsolve?.(this, a1, a2);
  },
  linalgVectorNorm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.linalgVectorNorm?.(this, a1, a2, a3, a4);
  },
  log(this: Tensor) {
    return functions.log?.(this);
  },
  log10(this: Tensor) {
    return functions.log10?.(this);
  },
  log10_(this: Tensor) {
    return functions.log10_?.(this);
  },
  log1p(this: Tensor) {
    return functions.log1p?.(this);
  },
  log1p_(this: Tensor) {
    return functions.log1p_?.(this);
  },
  log2(this: Tensor) {
    return functions.log2?.(this);
  },
  log2_(this: Tensor) {
    return functions.log2_?.(this);
  },
  logNormal(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.logNormal?.(this, a1, a2, a3);
  },
  logNormal_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.logNormal_?.(this, a1, a2, a3);
  },
  logSigmoid(this: Tensor) {
    return functions.logSigmoid?.(this);
  },
  logSigmoidForward(this: Tensor) {
    return functions.logSigmoidForward?.(this);
  },
  logSoftmax(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.logSoftmax?.(this, a1, a2);
  },
  log_(this: Tensor) {
    return functions.log_?.(this);
  },
  logaddexp(this: Tensor, a1?: unknown) {
    return functions.logaddexp?.(this, a1);
  },
  logaddexp2(this: Tensor, a1?: unknown) {
    return functions.logaddexp2?.(this, a1);
  },
  logcumsumexp(this: Tensor, a1?: unknown) {
    return functions.logcumsumexp?.(this, a1);
  },
  logdet(this: Tensor) {
    return functions.logdet?.(this);
  },
  logicalAnd(this: Tensor, a1?: unknown) {
    return functions.logicalAnd?.(this, a1);
  },
  logicalAnd_(this: Tensor, a1?: unknown) {
    return functions.logicalAnd_?.(this, a1);
  },
  logicalNot(this: Tensor) {
    return functions.logicalNot?.(this);
  },
  logicalNot_(this: Tensor) {
    return functions.logicalNot_?.(this);
  },
  logicalOr(this: Tensor, a1?: unknown) {
    return functions.logicalOr?.(this, a1);
  },
  logicalOr_(this: Tensor, a1?: unknown) {
    return functions.logicalOr_?.(this, a1);
  },
  logicalXor(this: Tensor, a1?: unknown) {
    return functions.logicalXor?.(this, a1);
  },
  logicalXor_(this: Tensor, a1?: unknown) {
    return functions.logicalXor_?.(this, a1);
  },
  logit(this: Tensor, a1?: unknown) {
    return functions.logit?.(this, a1);
  },
  logit_(this: Tensor, a1?: unknown) {
    return functions.logit_?.(this, a1);
  },
  logsumexp(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.logsumexp?.(this, a1, a2);
  },
  lt(this: Tensor, a1?: unknown) {
    return functions.lt?.(this, a1);
  },
  lt_(this: Tensor, a1?: unknown) {
    return functions.lt_?.(this, a1);
  },
  luSolve(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.luSolve?.(this, a1, a2);
  },
  mH(this: Tensor) {
    return functions.mH?.(this);
  },
  mT(this: Tensor) {
    return functions.mT?.(this);
  },
  maskedFill(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.maskedFill?.(this, a1, a2);
  },
  maskedFill_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.maskedFill_?.(this, a1, a2);
  },
  maskedScatter(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.maskedScatter?.(this, a1, a2);
  },
  maskedScatter_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.maskedScatter_?.(this, a1, a2);
  },
  maskedSelect(this: Tensor, a1?: unknown) {
    return functions.maskedSelect?.(this, a1);
  },
  matmul(this: Tensor, a1?: unknown) {
    return functions.matmul?.(this, a1);
  },
  matrixExp(this: Tensor) {
    return functions.matrixExp?.(this);
  },
  matrixH(this: Tensor) {
    return functions.matrixH?.(this);
  },
  matrixPower(this: Tensor, a1?: unknown) {
    return functions.matrixPower?.(this, a1);
  },
  max(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.max?.(this, a1, a2);
  },
  maxPool1d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.maxPool1d?.(this, a1, a2, a3, a4, a5);
  },
  maxPool1dWithIndices(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.maxPool1dWithIndices?.(this, a1, a2, a3, a4, a5);
  },
  maxPool2d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.maxPool2d?.(this, a1, a2, a3, a4, a5);
  },
  maxPool2dWithIndices(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.maxPool2dWithIndices?.(this, a1, a2, a3, a4, a5);
  },
  maxPool3d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.maxPool3d?.(this, a1, a2, a3, a4, a5);
  },
  maxPool3dWithIndices(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.maxPool3dWithIndices?.(this, a1, a2, a3, a4, a5);
  },
  maxUnpool2d(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.maxUnpool2d?.(this, a1, a2);
  },
  maxUnpool3d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.maxUnpool3d?.(this, a1, a2, a3, a4);
  },
  maximum(this: Tensor, a1?: unknown) {
    return functions.maximum?.(this, a1);
  },
  mean(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.mean?.(this, a1, a2, a3);
  },
  median(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.median?.(this, a1, a2);
  },
  min(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.min?.(this, a1, a2);
  },
  minimum(this: Tensor, a1?: unknown) {
    return functions.minimum?.(this, a1);
  },
  mish(this: Tensor) {
    return functions.mish?.(this);
  },
  mish_(this: Tensor) {
    return functions.mish_?.(this);
  },
  mm(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.mm?.(this, a1, a2);
  },
  mode(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.mode?.(this, a1, a2);
  },
  moveaxis(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.moveaxis?.(this, a1, a2);
  },
  movedim(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.movedim?.(this, a1, a2);
  },
  mseLoss(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.mseLoss?.(this, a1, a2);
  },
  msort(this: Tensor) {
    return functions.msort?.(this);
  },
  mul(this: Tensor, a1?: unknown) {
    return functions.mul?.(this, a1);
  },
  mul_(this: Tensor, a1?: unknown) {
    return functions.mul_?.(this, a1);
  },
  multiMarginLoss(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.multiMarginLoss?.(this, a1, a2, a3, a4, a5);
  },
  multilabelMarginLoss(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.multilabelMarginLoss?.(this, a1, a2);
  },
  multilabelMarginLossForward(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.multilabelMarginLossForward?.(this, a1, a2);
  },
  multinomial(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.multinomial?.(this, a1, a2, a3);
  },
  multiply(this: Tensor, a1?: unknown) {
    return functions.multiply?.(this, a1);
  },
  multiply_(this: Tensor, a1?: unknown) {
    return functions.multiply_?.(this, a1);
  },
  mv(this: Tensor, a1?: unknown) {
    return functions.mv?.(this, a1);
  },
  mvlgamma(this: Tensor, a1?: unknown) {
    return functions.mvlgamma?.(this, a1);
  },
  mvlgamma_(this: Tensor, a1?: unknown) {
    return functions.mvlgamma_?.(this, a1);
  },
  nanToNum(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.nanToNum?.(this, a1, a2, a3);
  },
  nanToNum_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.nanToNum_?.(this, a1, a2, a3);
  },
  nanmean(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.nanmean?.(this, a1, a2, a3);
  },
  nanmedian(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.nanmedian?.(this, a1, a2);
  },
  nanquantile(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.nanquantile?.(this, a1, a2, a3, a4);
  },
  nansum(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.nansum?.(this, a1, a2, a3);
  },
  narrow(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.narrow?.(this, a1, a2, a3);
  },
  narrowCopy(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.narrowCopy?.(this, a1, a2, a3);
  },
  ne(this: Tensor, a1?: unknown) {
    return functions.ne?.(this, a1);
  },
  ne_(this: Tensor, a1?: unknown) {
    return functions.ne_?.(this, a1);
  },
  neg(this: Tensor) {
    return functions.neg?.(this);
  },
  neg_(this: Tensor) {
    return functions.neg_?.(this);
  },
  negative(this: Tensor) {
    return functions.negative?.(this);
  },
  negative_(this: Tensor) {
    return functions.negative_?.(this);
  },
  newEmpty(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.newEmpty?.(this, a1, a2);
  },
  newEmptyStrided(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.newEmptyStrided?.(this, a1, a2, a3);
  },
  newFull(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.newFull?.(this, a1, a2, a3);
  },
  newOnes(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.newOnes?.(this, a1, a2);
  },
  newZeros(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.newZeros?.(this, a1, a2);
  },
  nextafter(this: Tensor, a1?: unknown) {
    return functions.nextafter?.(this, a1);
  },
  nextafter_(this: Tensor, a1?: unknown) {
    return functions.nextafter_?.(this, a1);
  },
  nllLoss(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.nllLoss?.(this, a1, a2, a3, a4);
  },
  nllLoss2d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.nllLoss2d?.(this, a1, a2, a3, a4);
  },
  nllLoss2dForward(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.nllLoss2dForward?.(this, a1, a2, a3, a4);
  },
  nllLossForward(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.nllLossForward?.(this, a1, a2, a3, a4);
  },
  nllLossNd(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.nllLossNd?.(this, a1, a2, a3, a4);
  },
  nonzero(this: Tensor) {
    return functions.nonzero?.(this);
  },
  nonzeroNumpy(this: Tensor) {
    return functions.nonzeroNumpy?.(this);
  },
  nonzeroStatic(this: Tensor, a1?: unknown) {
    return functions.nonzeroStatic?.(this, a1);
  },
  norm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.norm?.(this, a1, a2, a3, a4);
  },
  normalFunctional(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.normalFunctional?.(this, a1, a2, a3);
  },
  normal_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.normal_?.(this, a1, a2, a3);
  },
  notEqual(this: Tensor, a1?: unknown) {
    return functions.notEqual?.(this, a1);
  },
  notEqual_(this: Tensor, a1?: unknown) {
    return functions.notEqual_?.(this, a1);
  },
  nuclearNorm(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.nuclearNorm?.(this, a1, a2);
  },
  numpyT(this: Tensor) {
    return functions.numpyT?.(this);
  },
  oneHot(this: Tensor, a1?: unknown) {
    return functions.oneHot?.(this, a1);
  },
  onesLike(this: Tensor, a1?: unknown) {
    return functions.onesLike?.(this, a1);
  },
  orgqr(this: Tensor, a1?: unknown) {
    return functions.orgqr?.(this, a1);
  },
  ormqr(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.ormqr?.(this, a1, a2, a3, a4);
  },
  outer(this: Tensor, a1?: unknown) {
    return functions.outer?.(this, a1);
  },
  pad(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.pad?.(this, a1, a2, a3);
  },
  pdist(this: Tensor, a1?: unknown) {
    return functions.pdist?.(this, a1);
  },
  permute(this: Tensor, a1?: unknown) {
    return functions.permute?.(this, a1);
  },
  permuteCopy(this: Tensor, a1?: unknown) {
    return functions.permuteCopy?.(this, a1);
  },
  pinMemory(this: Tensor, a1?: unknown) {
    return functions.pinMemory?.(this, a1);
  },
  pinverse(this: Tensor, a1?: unknown) {
    return functions.pinverse?.(this, a1);
  },
  pixelShuffle(this: Tensor, a1?: unknown) {
    return functions.pixelShuffle?.(this, a1);
  },
  pixelUnshuffle(this: Tensor, a1?: unknown) {
    return functions.pixelUnshuffle?.(this, a1);
  },
  poisson(this: Tensor, a1?: unknown) {
    return functions.poisson?.(this, a1);
  },
  polygamma_(this: Tensor, a1?: unknown) {
    return functions.polygamma_?.(this, a1);
  },
  positive(this: Tensor) {
    return functions.positive?.(this);
  },
  pow(this: Tensor, a1?: unknown) {
    return functions.pow?.(this, a1);
  },
  pow_(this: Tensor, a1?: unknown) {
    return functions.pow_?.(this, a1);
  },
  prelu(this: Tensor, a1?: unknown) {
    return functions.prelu?.(this, a1);
  },
  prod(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.prod?.(this, a1, a2, a3);
  },
  put(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.put?.(this, a1, a2, a3);
  },
  put_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.put_?.(this, a1, a2, a3);
  },
  qr(this: Tensor, a1?: unknown) {
    return functions.qr?.(this, a1);
  },
  quantile(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.quantile?.(this, a1, a2, a3, a4);
  },
  quantizePerChannel(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.quantizePerChannel?.(this, a1, a2, a3, a4);
  },
  quantizePerTensor(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.quantizePerTensor?.(this, a1, a2, a3);
  },
  quantizePerTensorDynamic(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.quantizePerTensorDynamic?.(this, a1, a2);
  },
  rad2deg(this: Tensor) {
    return functions.rad2deg?.(this);
  },
  rad2deg_(this: Tensor) {
    return functions.rad2deg_?.(this);
  },
  randLike(this: Tensor, a1?: unknown) {
    return functions.randLike?.(this, a1);
  },
  randintLike(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.randintLike?.(this, a1, a2, a3);
  },
  randnLike(this: Tensor, a1?: unknown) {
    return functions.randnLike?.(this, a1);
  },
  random(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.random?.(this, a1, a2, a3);
  },
  random_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.random_?.(this, a1, a2, a3);
  },
  ravel(this: Tensor) {
    return functions.ravel?.(this);
  },
  real(this: Tensor) {
    return functions.real?.(this);
  },
  reciprocal(this: Tensor) {
    return functions.reciprocal?.(this);
  },
  reciprocal_(this: Tensor) {
    return functions.reciprocal_?.(this);
  },
  reflectionPad1d(this: Tensor, a1?: unknown) {
    return functions.reflectionPad1d?.(this, a1);
  },
  reflectionPad2d(this: Tensor, a1?: unknown) {
    return functions.reflectionPad2d?.(this, a1);
  },
  reflectionPad3d(this: Tensor, a1?: unknown) {
    return functions.reflectionPad3d?.(this, a1);
  },
  relu(this: Tensor) {
    return functions.relu?.(this);
  },
  relu6(this: Tensor) {
    return functions.relu6?.(this);
  },
  relu6_(this: Tensor) {
    return functions.relu6_?.(this);
  },
  relu_(this: Tensor) {
    return functions.relu_?.(this);
  },
  remainder(this: Tensor, a1?: unknown) {
    return functions.remainder?.(this, a1);
  },
  remainder_(this: Tensor, a1?: unknown) {
    return functions.remainder_?.(this, a1);
  },
  renorm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.renorm?.(this, a1, a2, a3);
  },
  renorm_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.renorm_?.(this, a1, a2, a3);
  },
  repeat(this: Tensor, a1?: unknown) {
    return functions.repeat?.(this, a1);
  },
  repeatInterleave(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.repeatInterleave?.(this, a1, a2, a3);
  },
  replicationPad1d(this: Tensor, a1?: unknown) {
    return functions.replicationPad1d?.(this, a1);
  },
  replicationPad2d(this: Tensor, a1?: unknown) {
    return functions.replicationPad2d?.(this, a1);
  },
  replicationPad3d(this: Tensor, a1?: unknown) {
    return functions.replicationPad3d?.(this, a1);
  },
  reshape(this: Tensor, a1?: unknown) {
    return functions.reshape?.(this, a1);
  },
  reshapeAs(this: Tensor, a1?: unknown) {
    return functions.reshapeAs?.(this, a1);
  },
  resize(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.resize?.(this, a1, a2);
  },
  resizeAs(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.resizeAs?.(this, a1, a2);
  },
  resizeAs_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.resizeAs_?.(this, a1, a2);
  },
  resize_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.resize_?.(this, a1, a2);
  },
  resolveConj(this: Tensor) {
    return functions.resolveConj?.(this);
  },
  resolveNeg(this: Tensor) {
    return functions.resolveNeg?.(this);
  },
  roll(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.roll?.(this, a1, a2);
  },
  rot90(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.rot90?.(this, a1, a2);
  },
  round(this: Tensor, a1?: unknown) {
    return functions.round?.(this, a1);
  },
  round_(this: Tensor, a1?: unknown) {
    return functions.round_?.(this, a1);
  },
  rowIndices(this: Tensor) {
    return functions.rowIndices?.(this);
  },
  rowIndicesCopy(this: Tensor) {
    return functions.rowIndicesCopy?.(this);
  },
  rrelu(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.rrelu?.(this, a1, a2, a3, a4);
  },
  rreluWithNoise(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.rreluWithNoise?.(this, a1, a2, a3, a4, a5);
  },
  rreluWithNoiseFunctional(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.rreluWithNoiseFunctional?.(this, a1, a2, a3, a4, a5);
  },
  rreluWithNoise_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.rreluWithNoise_?.(this, a1, a2, a3, a4, a5);
  },
  rrelu_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.rrelu_?.(this, a1, a2, a3, a4);
  },
  rsqrt(this: Tensor) {
    return functions.rsqrt?.(this);
  },
  rsqrt_(this: Tensor) {
    return functions.rsqrt_?.(this);
  },
  rsub(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.rsub?.(this, a1, a2);
  },
  scatter(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.scatter?.(this, a1, a2, a3, a4);
  },
  scatterAdd(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.scatterAdd?.(this, a1, a2, a3);
  },
  scatterAdd_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.scatterAdd_?.(this, a1, a2, a3);
  },
  scatterReduce(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.scatterReduce?.(this, a1, a2, a3, a4, a5);
  },
  scatterReduce_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.scatterReduce_?.(this, a1, a2, a3, a4, a5);
  },
  scatter_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.scatter_?.(this, a1, a2, a3, a4);
  },
  select(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.select?.(this, a1, a2);
  },
  selectCopy(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.selectCopy?.(this, a1, a2);
  },
  selectScatter(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.selectScatter?.(this, a1, a2, a3);
  },
  selu(this: Tensor) {
    return functions.selu?.(this);
  },
  selu_(this: Tensor) {
    return functions.selu_?.(this);
  },
  sgn(this: Tensor) {
    return functions.sgn?.(this);
  },
  sgn_(this: Tensor) {
    return functions.sgn_?.(this);
  },
  sigmoid(this: Tensor) {
    return functions.sigmoid?.(this);
  },
  sigmoid_(this: Tensor) {
    return functions.sigmoid_?.(this);
  },
  sign(this: Tensor) {
    return functions.sign?.(this);
  },
  sign_(this: Tensor) {
    return functions.sign_?.(this);
  },
  signbit(this: Tensor) {
    return functions.signbit?.(this);
  },
  silu(this: Tensor) {
    return functions.silu?.(this);
  },
  silu_(this: Tensor) {
    return functions.silu_?.(this);
  },
  sin(this: Tensor) {
    return functions.sin?.(this);
  },
  sin_(this: Tensor) {
    return functions.sin_?.(this);
  },
  sinc(this: Tensor) {
    return functions.sinc?.(this);
  },
  sinc_(this: Tensor) {
    return functions.sinc_?.(this);
  },
  sinh(this: Tensor) {
    return functions.sinh?.(this);
  },
  sinh_(this: Tensor) {
    return functions.sinh_?.(this);
  },
  slice(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.slice?.(this, a1, a2, a3, a4);
  },
  sliceCopy(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.sliceCopy?.(this, a1, a2, a3, a4);
  },
  sliceScatter(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.sliceScatter?.(this, a1, a2, a3, a4, a5);
  },
  slogdet(this: Tensor) {
    return functions.slogdet?.(this);
  },
  slowConv3d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.slowConv3d?.(this, a1, a2, a3, a4, a5);
  },
  slowConv3dForward(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.slowConv3dForward?.(this, a1, a2, a3, a4, a5);
  },
  slowConvDilated2d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown) {
    return functions.slowConvDilated2d?.(this, a1, a2, a3, a4, a5, a6);
  },
  slowConvDilated3d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown) {
    return functions.slowConvDilated3d?.(this, a1, a2, a3, a4, a5, a6);
  },
  slowConvTranspose2d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown) {
    return functions.slowConvTranspose2d?.(this, a1, a2, a3, a4, a5, a6, a7);
  },
  slowConvTranspose3d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown) {
    return functions.slowConvTranspose3d?.(this, a1, a2, a3, a4, a5, a6, a7);
  },
  smm(this: Tensor, a1?: unknown) {
    return functions.smm?.(this, a1);
  },
  smoothL1Loss(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.smoothL1Loss?.(this, a1, a2, a3);
  },
  softMarginLoss(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.softMarginLoss?.(this, a1, a2);
  },
  softmax(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.softmax?.(this, a1, a2);
  },
  softplus(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.softplus?.(this, a1, a2);
  },
  softshrink(this: Tensor, a1?: unknown) {
    return functions.softshrink?.(this, a1);
  },
  sort(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.sort?.(this, a1, a2);
  },
  sparseDim(this: Tensor) {
    return functions.sparseDim?.(this);
  },
  sparseMask(this: Tensor, a1?: unknown) {
    return functions.sparseMask?.(this, a1);
  },
  sparseSampledAddmm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.sparseSampledAddmm?.(this, a1, a2, a3);
  },
  specialBesselJ0(this: Tensor) {
    return functions.specialBesselJ0?.(this);
  },
  specialBesselJ1(this: Tensor) {
    return functions.specialBesselJ1?.(this);
  },
  specialBesselY0(this: Tensor) {
    return functions.specialBesselY0?.(this);
  },
  specialBesselY1(this: Tensor) {
    return functions.specialBesselY1?.(this);
  },
  specialDigamma(this: Tensor) {
    return functions.specialDigamma?.(this);
  },
  specialEntr(this: Tensor) {
    return functions.specialEntr?.(this);
  },
  specialErf(this: Tensor) {
    return functions.specialErf?.(this);
  },
  specialErfc(this: Tensor) {
    return functions.specialErfc?.(this);
  },
  specialErfcx(this: Tensor) {
    return functions.specialErfcx?.(this);
  },
  specialErfinv(this: Tensor) {
    return functions.specialErfinv?.(this);
  },
  specialExp2(this: Tensor) {
    return functions.specialExp2?.(this);
  },
  specialExpit(this: Tensor) {
    return functions.specialExpit?.(this);
  },
  specialExpm1(this: Tensor) {
    return functions.specialExpm1?.(this);
  },
  specialGammainc(this: Tensor, a1?: unknown) {
    return functions.specialGammainc?.(this, a1);
  },
  specialGammaincc(this: Tensor, a1?: unknown) {
    return functions.specialGammaincc?.(this, a1);
  },
  specialGammaln(this: Tensor) {
    return functions.specialGammaln?.(this);
  },
  specialI0(this: Tensor) {
    return functions.specialI0?.(this);
  },
  specialI0e(this: Tensor) {
    return functions.specialI0e?.(this);
  },
  specialI1(this: Tensor) {
    return functions.specialI1?.(this);
  },
  specialI1e(this: Tensor) {
    return functions.specialI1e?.(this);
  },
  specialLog1p(this: Tensor) {
    return functions.specialLog1p?.(this);
  },
  specialLogNdtr(this: Tensor) {
    return functions.specialLogNdtr?.(this);
  },
  specialLogSoftmax(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.specialLogSoftmax?.(this, a1, a2);
  },
  specialLogit(this: Tensor, a1?: unknown) {
    return functions.specialLogit?.(this, a1);
  },
  specialLogsumexp(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.specialLogsumexp?.(this, a1, a2);
  },
  specialModifiedBesselI0(this: Tensor) {
    return functions.specialModifiedBesselI0?.(this);
  },
  specialModifiedBesselI1(this: Tensor) {
    return functions.specialModifiedBesselI1?.(this);
  },
  specialModifiedBesselK0(this: Tensor) {
    return functions.specialModifiedBesselK0?.(this);
  },
  specialModifiedBesselK1(this: Tensor) {
    return functions.specialModifiedBesselK1?.(this);
  },
  specialMultigammaln(this: Tensor, a1?: unknown) {
    return functions.specialMultigammaln?.(this, a1);
  },
  specialNdtr(this: Tensor) {
    return functions.specialNdtr?.(this);
  },
  specialNdtri(this: Tensor) {
    return functions.specialNdtri?.(this);
  },
  specialPsi(this: Tensor) {
    return functions.specialPsi?.(this);
  },
  specialRound(this: Tensor, a1?: unknown) {
    return functions.specialRound?.(this, a1);
  },
  specialSinc(this: Tensor) {
    return functions.specialSinc?.(this);
  },
  specialSoftmax(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.specialSoftmax?.(this, a1, a2);
  },
  specialXlog1py(this: Tensor, a1?: unknown) {
    return functions.specialXlog1py?.(this, a1);
  },
  specialXlogy(this: Tensor, a1?: unknown) {
    return functions.specialXlogy?.(this, a1);
  },
  specialZeta(this: Tensor, a1?: unknown) {
    return functions.specialZeta?.(this, a1);
  },
  split(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.split?.(this, a1, a2);
  },
  splitCopy(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.splitCopy?.(this, a1, a2);
  },
  splitWithSizes(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.splitWithSizes?.(this, a1, a2);
  },
  splitWithSizesCopy(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.splitWithSizesCopy?.(this, a1, a2);
  },
  sqrt(this: Tensor) {
    return functions.sqrt?.(this);
  },
  sqrt_(this: Tensor) {
    return functions.sqrt_?.(this);
  },
  square(this: Tensor) {
    return functions.square?.(this);
  },
  square_(this: Tensor) {
    return functions.square_?.(this);
  },
  squeeze(this: Tensor, a1?: unknown) {
    return functions.squeeze?.(this, a1);
  },
  squeezeCopy(this: Tensor, a1?: unknown) {
    return functions.squeezeCopy?.(this, a1);
  },
  squeeze_(this: Tensor, a1?: unknown) {
    return functions.squeeze_?.(this, a1);
  },
  sspaddmm(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.sspaddmm?.(this, a1, a2, a3);
  },
  std(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.std?.(this, a1, a2, a3);
  },
  stdMean(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.stdMean?.(this, a1, a2, a3);
  },
  stft(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown, a8?: unknown, a9?: unknown, a10?: unknown) {
    return functions.stft?.(this, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10);
  },
  sub(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.sub?.(this, a1, a2);
  },
  sub_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.sub_?.(this, a1, a2);
  },
  subtract(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.subtract?.(this, a1, a2);
  },
  subtract_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.subtract_?.(this, a1, a2);
  },
  sum(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.sum?.(this, a1, a2, a3);
  },
  sumToSize(this: Tensor, a1?: unknown) {
    return functions.sumToSize?.(this, a1);
  },
  svd(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.svd?.(this, a1, a2);
  },
  swapaxes(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.swapaxes?.(this, a1, a2);
  },
  swapaxes_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.swapaxes_?.(this, a1, a2);
  },
  swapdims(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.swapdims?.(this, a1, a2);
  },
  swapdims_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.swapdims_?.(this, a1, a2);
  },
  t(this: Tensor) {
    return functions.t?.(this);
  },
  tCopy(this: Tensor) {
    return functions.tCopy?.(this);
  },
  t_(this: Tensor) {
    return functions.t_?.(this);
  },
  take(this: Tensor, a1?: unknown) {
    return functions.take?.(this, a1);
  },
  takeAlongDim(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.takeAlongDim?.(this, a1, a2);
  },
  tan(this: Tensor) {
    return functions.tan?.(this);
  },
  tan_(this: Tensor) {
    return functions.tan_?.(this);
  },
  tanh(this: Tensor) {
    return functions.tanh?.(this);
  },
  tanh_(this: Tensor) {
    return functions.tanh_?.(this);
  },
  tensorSplit(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.tensorSplit?.(this, a1, a2);
  },
  tensordot(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.tensordot?.(this, a1, a2, a3);
  },
  thnnConv2d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.thnnConv2d?.(this, a1, a2, a3, a4, a5);
  },
  threshold(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.threshold?.(this, a1, a2);
  },
  threshold_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.threshold_?.(this, a1, a2);
  },
  tile(this: Tensor, a1?: unknown) {
    return functions.tile?.(this, a1);
  },
  toDense(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.toDense?.(this, a1, a2);
  },
  toSparse(this: Tensor, a1?: unknown) {
    return functions.toSparse?.(this, a1);
  },
  toSparseBsc(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.toSparseBsc?.(this, a1, a2);
  },
  toSparseBsr(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.toSparseBsr?.(this, a1, a2);
  },
  toSparseCsc(this: Tensor, a1?: unknown) {
    return functions.toSparseCsc?.(this, a1);
  },
  toSparseCsr(this: Tensor, a1?: unknown) {
    return functions.toSparseCsr?.(this, a1);
  },
  topk(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.topk?.(this, a1, a2, a3, a4);
  },
  trace(this: Tensor) {
    return functions.trace?.(this);
  },
  transpose(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.transpose?.(this, a1, a2);
  },
  transposeCopy(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.transposeCopy?.(this, a1, a2);
  },
  transpose_(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.transpose_?.(this, a1, a2);
  },
  triangularSolve(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.triangularSolve?.(this, a1, a2, a3, a4);
  },
  tril(this: Tensor, a1?: unknown) {
    return functions.tril?.(this, a1);
  },
  tril_(this: Tensor, a1?: unknown) {
    return functions.tril_?.(this, a1);
  },
  triu(this: Tensor, a1?: unknown) {
    return functions.triu?.(this, a1);
  },
  triu_(this: Tensor, a1?: unknown) {
    return functions.triu_?.(this, a1);
  },
  trueDivide(this: Tensor, a1?: unknown) {
    return functions.trueDivide?.(this, a1);
  },
  trueDivide_(this: Tensor, a1?: unknown) {
    return functions.trueDivide_?.(this, a1);
  },
  trunc(this: Tensor) {
    return functions.trunc?.(this);
  },
  trunc_(this: Tensor) {
    return functions.trunc_?.(this);
  },
  typeAs(this: Tensor, a1?: unknown) {
    return functions.typeAs?.(this, a1);
  },
  unbind(this: Tensor, a1?: unknown) {
    return functions.unbind?.(this, a1);
  },
  unbindCopy(this: Tensor, a1?: unknown) {
    return functions.unbindCopy?.(this, a1);
  },
  unflatten(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.unflatten?.(this, a1, a2);
  },
  unfold(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.unfold?.(this, a1, a2, a3);
  },
  unfoldCopy(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.unfoldCopy?.(this, a1, a2, a3);
  },
  uniform(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.uniform?.(this, a1, a2, a3);
  },
  uniform_(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.uniform_?.(this, a1, a2, a3);
  },
  uniqueConsecutive(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.uniqueConsecutive?.(this, a1, a2, a3);
  },
  uniqueDim(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.uniqueDim?.(this, a1, a2, a3, a4);
  },
  uniqueDimConsecutive(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.uniqueDimConsecutive?.(this, a1, a2, a3);
  },
  unsafeChunk(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.unsafeChunk?.(this, a1, a2);
  },
  unsafeSplit(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.unsafeSplit?.(this, a1, a2);
  },
  unsafeSplitWithSizes(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.unsafeSplitWithSizes?.(this, a1, a2);
  },
  unsqueeze(this: Tensor, a1?: unknown) {
    return functions.unsqueeze?.(this, a1);
  },
  unsqueezeCopy(this: Tensor, a1?: unknown) {
    return functions.unsqueezeCopy?.(this, a1);
  },
  unsqueeze_(this: Tensor, a1?: unknown) {
    return functions.unsqueeze_?.(this, a1);
  },
  upsampleBicubic2d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.upsampleBicubic2d?.(this, a1, a2, a3, a4);
  },
  upsampleBilinear2d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.upsampleBilinear2d?.(this, a1, a2, a3, a4);
  },
  upsampleLinear1d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.upsampleLinear1d?.(this, a1, a2, a3);
  },
  upsampleNearest1d(this: Tensor, a1?: unknown, a2?: unknown) {
    return functions.upsampleNearest1d?.(this, a1, a2);
  },
  upsampleNearest2d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.upsampleNearest2d?.(this, a1, a2, a3);
  },
  upsampleNearest3d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown) {
    return functions.upsampleNearest3d?.(this, a1, a2, a3, a4);
  },
  upsampleTrilinear3d(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown) {
    return functions.upsampleTrilinear3d?.(this, a1, a2, a3, a4, a5);
  },
  values(this: Tensor) {
    return functions.values?.(this);
  },
  valuesCopy(this: Tensor) {
    return functions.valuesCopy?.(this);
  },
  var(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.var?.(this, a1, a2, a3);
  },
  varMean(this: Tensor, a1?: unknown, a2?: unknown, a3?: unknown) {
    return functions.varMean?.(this, a1, a2, a3);
  },
  vdot(this: Tensor, a1?: unknown) {
    return functions.vdot?.(this, a1);
  },
  view(this: Tensor, a1?: unknown) {
    return functions.view?.(this, a1);
  },
  viewAs(this: Tensor, a1?: unknown) {
    return functions.viewAs?.(this, a1);
  },
  viewAsComplex(this: Tensor) {
    return functions.viewAsComplex?.(this);
  },
  viewAsComplexCopy(this: Tensor) {
    return functions.viewAsComplexCopy?.(this);
  },
  viewAsReal(this: Tensor) {
    return functions.viewAsReal?.(this);
  },
  viewAsRealCopy(this: Tensor) {
    return functions.viewAsRealCopy?.(this);
  },
  viewCopy(this: Tensor, a1?: unknown) {
    return functions.viewCopy?.(this, a1);
  },
  vsplit(this: Tensor, a1?: unknown) {
    return functions.vsplit?.(this, a1);
  },
  xlogy(this: Tensor, a1?: unknown) {
    return functions.xlogy?.(this, a1);
  },
  xlogy_(this: Tensor, a1?: unknown) {
    return functions.xlogy_?.(this, a1);
  },
  zero(this: Tensor) {
    return functions.zero?.(this);
  },
  zero_(this: Tensor) {
    return functions.zero_?.(this);
  },
  zerosLike(this: Tensor, a1?: unknown) {
    return functions.zerosLike?.(this, a1);
  },
};
for (const [name, method] of Object.entries(methods)) {
  Object.defineProperty(Tensor.prototype, name, { value: method, writable: true, configurable: true });
}
