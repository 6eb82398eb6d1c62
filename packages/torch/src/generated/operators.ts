// Generated from libtorch 2.13.0 by generate/operators.ts: do not edit.
import type { Device, DType, Layout, MemoryFormat } from "../dtype.js";
import { call, type Handle } from "../native.js";
import { fits, h, ho, hs, id, isInteger, isNumberList, isOptions, isScalar, isScalarList, isTensorList, noOverload, OperatorRef, wrapAll } from "../operator.js";
import { Generator, generatorHandle } from "../random.js";
import type { Scalar } from "../scalar.js";
import { Tensor, wrap } from "../tensor.js";

type Options = Record<string, unknown> | undefined;
const $abs = new OperatorRef("aten::abs", "");
const $abs_ = new OperatorRef("aten::abs_", "");
const $absolute = new OperatorRef("aten::absolute", "");
const $absolute_ = new OperatorRef("aten::absolute_", "");
const $acos = new OperatorRef("aten::acos", "");
const $acos_ = new OperatorRef("aten::acos_", "");
const $acosh = new OperatorRef("aten::acosh", "");
const $acosh_ = new OperatorRef("aten::acosh_", "");
const $adaptive_avg_pool1d = new OperatorRef("aten::adaptive_avg_pool1d", "");
const $adaptive_avg_pool2d = new OperatorRef("aten::adaptive_avg_pool2d", "");
const $adaptive_avg_pool3d = new OperatorRef("aten::adaptive_avg_pool3d", "");
const $adaptive_max_pool1d = new OperatorRef("aten::adaptive_max_pool1d", "");
const $adaptive_max_pool2d = new OperatorRef("aten::adaptive_max_pool2d", "");
const $adaptive_max_pool3d = new OperatorRef("aten::adaptive_max_pool3d", "");
const $add$Tensor = new OperatorRef("aten::add", "Tensor");
const $add$Scalar = new OperatorRef("aten::add", "Scalar");
const $add_$Tensor = new OperatorRef("aten::add_", "Tensor");
const $add_$Scalar = new OperatorRef("aten::add_", "Scalar");
const $addbmm = new OperatorRef("aten::addbmm", "");
const $addbmm_ = new OperatorRef("aten::addbmm_", "");
const $addcdiv = new OperatorRef("aten::addcdiv", "");
const $addcdiv_ = new OperatorRef("aten::addcdiv_", "");
const $addcmul = new OperatorRef("aten::addcmul", "");
const $addcmul_ = new OperatorRef("aten::addcmul_", "");
const $addmm = new OperatorRef("aten::addmm", "");
const $addmm$dtype = new OperatorRef("aten::addmm", "dtype");
const $addmm_ = new OperatorRef("aten::addmm_", "");
const $addmv = new OperatorRef("aten::addmv", "");
const $addmv_ = new OperatorRef("aten::addmv_", "");
const $addr = new OperatorRef("aten::addr", "");
const $addr_ = new OperatorRef("aten::addr_", "");
const $adjoint = new OperatorRef("aten::adjoint", "");
const $affine_grid_generator = new OperatorRef("aten::affine_grid_generator", "");
const $alias = new OperatorRef("aten::alias", "");
const $alias_copy = new OperatorRef("aten::alias_copy", "");
const $all = new OperatorRef("aten::all", "");
const $all$dim = new OperatorRef("aten::all", "dim");
const $all$dims = new OperatorRef("aten::all", "dims");
const $allclose = new OperatorRef("aten::allclose", "");
const $alpha_dropout = new OperatorRef("aten::alpha_dropout", "");
const $alpha_dropout_ = new OperatorRef("aten::alpha_dropout_", "");
const $amax = new OperatorRef("aten::amax", "");
const $amin = new OperatorRef("aten::amin", "");
const $aminmax = new OperatorRef("aten::aminmax", "");
const $angle = new OperatorRef("aten::angle", "");
const $any = new OperatorRef("aten::any", "");
const $any$dim = new OperatorRef("aten::any", "dim");
const $any$dims = new OperatorRef("aten::any", "dims");
const $arange = new OperatorRef("aten::arange", "");
const $arange$start = new OperatorRef("aten::arange", "start");
const $arange$start_step = new OperatorRef("aten::arange", "start_step");
const $arccos = new OperatorRef("aten::arccos", "");
const $arccos_ = new OperatorRef("aten::arccos_", "");
const $arccosh = new OperatorRef("aten::arccosh", "");
const $arccosh_ = new OperatorRef("aten::arccosh_", "");
const $arcsin = new OperatorRef("aten::arcsin", "");
const $arcsin_ = new OperatorRef("aten::arcsin_", "");
const $arcsinh = new OperatorRef("aten::arcsinh", "");
const $arcsinh_ = new OperatorRef("aten::arcsinh_", "");
const $arctan = new OperatorRef("aten::arctan", "");
const $arctan2 = new OperatorRef("aten::arctan2", "");
const $arctan2_ = new OperatorRef("aten::arctan2_", "");
const $arctan_ = new OperatorRef("aten::arctan_", "");
const $arctanh = new OperatorRef("aten::arctanh", "");
const $arctanh_ = new OperatorRef("aten::arctanh_", "");
const $argmax = new OperatorRef("aten::argmax", "");
const $argmin = new OperatorRef("aten::argmin", "");
const $argsort$stable = new OperatorRef("aten::argsort", "stable");
const $argsort = new OperatorRef("aten::argsort", "");
const $argwhere = new OperatorRef("aten::argwhere", "");
const $as_strided = new OperatorRef("aten::as_strided", "");
const $as_strided_copy = new OperatorRef("aten::as_strided_copy", "");
const $as_strided_scatter = new OperatorRef("aten::as_strided_scatter", "");
const $as_strided_ = new OperatorRef("aten::as_strided_", "");
const $asin = new OperatorRef("aten::asin", "");
const $asin_ = new OperatorRef("aten::asin_", "");
const $asinh = new OperatorRef("aten::asinh", "");
const $asinh_ = new OperatorRef("aten::asinh_", "");
const $atan = new OperatorRef("aten::atan", "");
const $atan2 = new OperatorRef("aten::atan2", "");
const $atan2_ = new OperatorRef("aten::atan2_", "");
const $atan_ = new OperatorRef("aten::atan_", "");
const $atanh = new OperatorRef("aten::atanh", "");
const $atanh_ = new OperatorRef("aten::atanh_", "");
const $atleast_1d = new OperatorRef("aten::atleast_1d", "");
const $atleast_1d$Sequence = new OperatorRef("aten::atleast_1d", "Sequence");
const $atleast_2d = new OperatorRef("aten::atleast_2d", "");
const $atleast_2d$Sequence = new OperatorRef("aten::atleast_2d", "Sequence");
const $atleast_3d = new OperatorRef("aten::atleast_3d", "");
const $atleast_3d$Sequence = new OperatorRef("aten::atleast_3d", "Sequence");
const $avg_pool1d = new OperatorRef("aten::avg_pool1d", "");
const $avg_pool2d = new OperatorRef("aten::avg_pool2d", "");
const $avg_pool3d = new OperatorRef("aten::avg_pool3d", "");
const $baddbmm = new OperatorRef("aten::baddbmm", "");
const $baddbmm$dtype = new OperatorRef("aten::baddbmm", "dtype");
const $baddbmm_ = new OperatorRef("aten::baddbmm_", "");
const $bartlett_window = new OperatorRef("aten::bartlett_window", "");
const $bartlett_window$periodic = new OperatorRef("aten::bartlett_window", "periodic");
const $batch_norm = new OperatorRef("aten::batch_norm", "");
const $bernoulli = new OperatorRef("aten::bernoulli", "");
const $bernoulli$Tensor = new OperatorRef("aten::bernoulli", "Tensor");
const $bernoulli$p = new OperatorRef("aten::bernoulli", "p");
const $bernoulli_$Tensor = new OperatorRef("aten::bernoulli_", "Tensor");
const $bernoulli_$float = new OperatorRef("aten::bernoulli_", "float");
const $bilinear = new OperatorRef("aten::bilinear", "");
const $binary_cross_entropy = new OperatorRef("aten::binary_cross_entropy", "");
const $binary_cross_entropy_with_logits = new OperatorRef("aten::binary_cross_entropy_with_logits", "");
const $bincount = new OperatorRef("aten::bincount", "");
const $binomial = new OperatorRef("aten::binomial", "");
const $bitwise_and$Tensor = new OperatorRef("aten::bitwise_and", "Tensor");
const $bitwise_and$Scalar = new OperatorRef("aten::bitwise_and", "Scalar");
const $bitwise_and$Scalar_Tensor = new OperatorRef("aten::bitwise_and", "Scalar_Tensor");
const $bitwise_and_$Tensor = new OperatorRef("aten::bitwise_and_", "Tensor");
const $bitwise_and_$Scalar = new OperatorRef("aten::bitwise_and_", "Scalar");
const $bitwise_left_shift$Tensor = new OperatorRef("aten::bitwise_left_shift", "Tensor");
const $bitwise_left_shift$Tensor_Scalar = new OperatorRef("aten::bitwise_left_shift", "Tensor_Scalar");
const $bitwise_left_shift$Scalar_Tensor = new OperatorRef("aten::bitwise_left_shift", "Scalar_Tensor");
const $bitwise_left_shift_$Tensor = new OperatorRef("aten::bitwise_left_shift_", "Tensor");
const $bitwise_left_shift_$Tensor_Scalar = new OperatorRef("aten::bitwise_left_shift_", "Tensor_Scalar");
const $bitwise_not = new OperatorRef("aten::bitwise_not", "");
const $bitwise_not_ = new OperatorRef("aten::bitwise_not_", "");
const $bitwise_or$Tensor = new OperatorRef("aten::bitwise_or", "Tensor");
const $bitwise_or$Scalar = new OperatorRef("aten::bitwise_or", "Scalar");
const $bitwise_or$Scalar_Tensor = new OperatorRef("aten::bitwise_or", "Scalar_Tensor");
const $bitwise_or_$Tensor = new OperatorRef("aten::bitwise_or_", "Tensor");
const $bitwise_or_$Scalar = new OperatorRef("aten::bitwise_or_", "Scalar");
const $bitwise_right_shift$Tensor = new OperatorRef("aten::bitwise_right_shift", "Tensor");
const $bitwise_right_shift$Tensor_Scalar = new OperatorRef("aten::bitwise_right_shift", "Tensor_Scalar");
const $bitwise_right_shift$Scalar_Tensor = new OperatorRef("aten::bitwise_right_shift", "Scalar_Tensor");
const $bitwise_right_shift_$Tensor = new OperatorRef("aten::bitwise_right_shift_", "Tensor");
const $bitwise_right_shift_$Tensor_Scalar = new OperatorRef("aten::bitwise_right_shift_", "Tensor_Scalar");
const $bitwise_xor$Tensor = new OperatorRef("aten::bitwise_xor", "Tensor");
const $bitwise_xor$Scalar = new OperatorRef("aten::bitwise_xor", "Scalar");
const $bitwise_xor$Scalar_Tensor = new OperatorRef("aten::bitwise_xor", "Scalar_Tensor");
const $bitwise_xor_$Tensor = new OperatorRef("aten::bitwise_xor_", "Tensor");
const $bitwise_xor_$Scalar = new OperatorRef("aten::bitwise_xor_", "Scalar");
const $blackman_window = new OperatorRef("aten::blackman_window", "");
const $blackman_window$periodic = new OperatorRef("aten::blackman_window", "periodic");
const $block_diag = new OperatorRef("aten::block_diag", "");
const $bmm = new OperatorRef("aten::bmm", "");
const $bmm$dtype = new OperatorRef("aten::bmm", "dtype");
const $broadcast_tensors = new OperatorRef("aten::broadcast_tensors", "");
const $broadcast_to = new OperatorRef("aten::broadcast_to", "");
const $bucketize$Tensor = new OperatorRef("aten::bucketize", "Tensor");
const $bucketize$Scalar = new OperatorRef("aten::bucketize", "Scalar");
const $cartesian_prod = new OperatorRef("aten::cartesian_prod", "");
const $cat = new OperatorRef("aten::cat", "");
const $cauchy = new OperatorRef("aten::cauchy", "");
const $cauchy_ = new OperatorRef("aten::cauchy_", "");
const $ccol_indices = new OperatorRef("aten::ccol_indices", "");
const $ccol_indices_copy = new OperatorRef("aten::ccol_indices_copy", "");
const $cdist = new OperatorRef("aten::cdist", "");
const $ceil = new OperatorRef("aten::ceil", "");
const $ceil_ = new OperatorRef("aten::ceil_", "");
const $celu = new OperatorRef("aten::celu", "");
const $celu_ = new OperatorRef("aten::celu_", "");
const $chain_matmul = new OperatorRef("aten::chain_matmul", "");
const $chalf = new OperatorRef("aten::chalf", "");
const $channel_shuffle = new OperatorRef("aten::channel_shuffle", "");
const $cholesky = new OperatorRef("aten::cholesky", "");
const $cholesky_inverse = new OperatorRef("aten::cholesky_inverse", "");
const $cholesky_solve = new OperatorRef("aten::cholesky_solve", "");
const $chunk = new OperatorRef("aten::chunk", "");
const $clamp$Tensor = new OperatorRef("aten::clamp", "Tensor");
const $clamp = new OperatorRef("aten::clamp", "");
const $clamp_max$Tensor = new OperatorRef("aten::clamp_max", "Tensor");
const $clamp_max = new OperatorRef("aten::clamp_max", "");
const $clamp_max_$Tensor = new OperatorRef("aten::clamp_max_", "Tensor");
const $clamp_max_ = new OperatorRef("aten::clamp_max_", "");
const $clamp_min$Tensor = new OperatorRef("aten::clamp_min", "Tensor");
const $clamp_min = new OperatorRef("aten::clamp_min", "");
const $clamp_min_$Tensor = new OperatorRef("aten::clamp_min_", "Tensor");
const $clamp_min_ = new OperatorRef("aten::clamp_min_", "");
const $clamp_$Tensor = new OperatorRef("aten::clamp_", "Tensor");
const $clamp_ = new OperatorRef("aten::clamp_", "");
const $clip$Tensor = new OperatorRef("aten::clip", "Tensor");
const $clip = new OperatorRef("aten::clip", "");
const $clip_$Tensor = new OperatorRef("aten::clip_", "Tensor");
const $clip_ = new OperatorRef("aten::clip_", "");
const $clone = new OperatorRef("aten::clone", "");
const $coalesce = new OperatorRef("aten::coalesce", "");
const $col2im = new OperatorRef("aten::col2im", "");
const $col_indices = new OperatorRef("aten::col_indices", "");
const $col_indices_copy = new OperatorRef("aten::col_indices_copy", "");
const $column_stack = new OperatorRef("aten::column_stack", "");
const $combinations = new OperatorRef("aten::combinations", "");
const $complex = new OperatorRef("aten::complex", "");
const $concat = new OperatorRef("aten::concat", "");
const $concatenate = new OperatorRef("aten::concatenate", "");
const $conj = new OperatorRef("aten::conj", "");
const $conj_physical = new OperatorRef("aten::conj_physical", "");
const $conj_physical_ = new OperatorRef("aten::conj_physical_", "");
const $constant_pad_nd = new OperatorRef("aten::constant_pad_nd", "");
const $contiguous = new OperatorRef("aten::contiguous", "");
const $conv1d = new OperatorRef("aten::conv1d", "");
const $conv1d$padding = new OperatorRef("aten::conv1d", "padding");
const $conv2d = new OperatorRef("aten::conv2d", "");
const $conv2d$padding = new OperatorRef("aten::conv2d", "padding");
const $conv3d = new OperatorRef("aten::conv3d", "");
const $conv3d$padding = new OperatorRef("aten::conv3d", "padding");
const $conv_depthwise3d = new OperatorRef("aten::conv_depthwise3d", "");
const $conv_tbc = new OperatorRef("aten::conv_tbc", "");
const $conv_transpose1d = new OperatorRef("aten::conv_transpose1d", "");
const $conv_transpose2d$input = new OperatorRef("aten::conv_transpose2d", "input");
const $conv_transpose3d$input = new OperatorRef("aten::conv_transpose3d", "input");
const $convolution = new OperatorRef("aten::convolution", "");
const $copy = new OperatorRef("aten::copy", "");
const $copy_ = new OperatorRef("aten::copy_", "");
const $copysign$Tensor = new OperatorRef("aten::copysign", "Tensor");
const $copysign$Scalar = new OperatorRef("aten::copysign", "Scalar");
const $copysign_$Tensor = new OperatorRef("aten::copysign_", "Tensor");
const $copysign_$Scalar = new OperatorRef("aten::copysign_", "Scalar");
const $corrcoef = new OperatorRef("aten::corrcoef", "");
const $cos = new OperatorRef("aten::cos", "");
const $cos_ = new OperatorRef("aten::cos_", "");
const $cosh = new OperatorRef("aten::cosh", "");
const $cosh_ = new OperatorRef("aten::cosh_", "");
const $cosine_embedding_loss = new OperatorRef("aten::cosine_embedding_loss", "");
const $cosine_similarity = new OperatorRef("aten::cosine_similarity", "");
const $count_nonzero = new OperatorRef("aten::count_nonzero", "");
const $count_nonzero$dim_IntList = new OperatorRef("aten::count_nonzero", "dim_IntList");
const $cov = new OperatorRef("aten::cov", "");
const $cross = new OperatorRef("aten::cross", "");
const $cross_entropy_loss = new OperatorRef("aten::cross_entropy_loss", "");
const $crow_indices = new OperatorRef("aten::crow_indices", "");
const $crow_indices_copy = new OperatorRef("aten::crow_indices_copy", "");
const $ctc_loss$Tensor = new OperatorRef("aten::ctc_loss", "Tensor");
const $ctc_loss$IntList = new OperatorRef("aten::ctc_loss", "IntList");
const $cummax = new OperatorRef("aten::cummax", "");
const $cummin = new OperatorRef("aten::cummin", "");
const $cumprod = new OperatorRef("aten::cumprod", "");
const $cumprod_ = new OperatorRef("aten::cumprod_", "");
const $cumsum = new OperatorRef("aten::cumsum", "");
const $cumsum_ = new OperatorRef("aten::cumsum_", "");
const $cumulative_trapezoid$dx = new OperatorRef("aten::cumulative_trapezoid", "dx");
const $cumulative_trapezoid$x = new OperatorRef("aten::cumulative_trapezoid", "x");
const $deg2rad = new OperatorRef("aten::deg2rad", "");
const $deg2rad_ = new OperatorRef("aten::deg2rad_", "");
const $dense_dim = new OperatorRef("aten::dense_dim", "");
const $dequantize$self = new OperatorRef("aten::dequantize", "self");
const $dequantize$tensors = new OperatorRef("aten::dequantize", "tensors");
const $det = new OperatorRef("aten::det", "");
const $detach = new OperatorRef("aten::detach", "");
const $detach_copy = new OperatorRef("aten::detach_copy", "");
const $detach_ = new OperatorRef("aten::detach_", "");
const $diag = new OperatorRef("aten::diag", "");
const $diag_embed = new OperatorRef("aten::diag_embed", "");
const $diagflat = new OperatorRef("aten::diagflat", "");
const $diagonal = new OperatorRef("aten::diagonal", "");
const $diagonal_copy = new OperatorRef("aten::diagonal_copy", "");
const $diagonal_scatter = new OperatorRef("aten::diagonal_scatter", "");
const $diff = new OperatorRef("aten::diff", "");
const $digamma = new OperatorRef("aten::digamma", "");
const $digamma_ = new OperatorRef("aten::digamma_", "");
const $dist = new OperatorRef("aten::dist", "");
const $div$Tensor = new OperatorRef("aten::div", "Tensor");
const $div$Tensor_mode = new OperatorRef("aten::div", "Tensor_mode");
const $div$Scalar = new OperatorRef("aten::div", "Scalar");
const $div$Scalar_mode = new OperatorRef("aten::div", "Scalar_mode");
const $div_$Tensor = new OperatorRef("aten::div_", "Tensor");
const $div_$Tensor_mode = new OperatorRef("aten::div_", "Tensor_mode");
const $div_$Scalar = new OperatorRef("aten::div_", "Scalar");
const $div_$Scalar_mode = new OperatorRef("aten::div_", "Scalar_mode");
const $divide$Tensor = new OperatorRef("aten::divide", "Tensor");
const $divide$Tensor_mode = new OperatorRef("aten::divide", "Tensor_mode");
const $divide$Scalar = new OperatorRef("aten::divide", "Scalar");
const $divide$Scalar_mode = new OperatorRef("aten::divide", "Scalar_mode");
const $divide_$Tensor = new OperatorRef("aten::divide_", "Tensor");
const $divide_$Tensor_mode = new OperatorRef("aten::divide_", "Tensor_mode");
const $divide_$Scalar = new OperatorRef("aten::divide_", "Scalar");
const $divide_$Scalar_mode = new OperatorRef("aten::divide_", "Scalar_mode");
const $dot = new OperatorRef("aten::dot", "");
const $dropout = new OperatorRef("aten::dropout", "");
const $dropout_ = new OperatorRef("aten::dropout_", "");
const $dsplit$array = new OperatorRef("aten::dsplit", "array");
const $dsplit$int = new OperatorRef("aten::dsplit", "int");
const $dstack = new OperatorRef("aten::dstack", "");
const $einsum = new OperatorRef("aten::einsum", "");
const $elu = new OperatorRef("aten::elu", "");
const $elu_ = new OperatorRef("aten::elu_", "");
const $embedding = new OperatorRef("aten::embedding", "");
const $embedding_bag = new OperatorRef("aten::embedding_bag", "");
const $embedding_bag$padding_idx = new OperatorRef("aten::embedding_bag", "padding_idx");
const $embedding_renorm = new OperatorRef("aten::embedding_renorm", "");
const $embedding_renorm_ = new OperatorRef("aten::embedding_renorm_", "");
const $empty$memory_format = new OperatorRef("aten::empty", "memory_format");
const $empty_like = new OperatorRef("aten::empty_like", "");
const $empty_permuted = new OperatorRef("aten::empty_permuted", "");
const $empty_strided = new OperatorRef("aten::empty_strided", "");
const $eq$Tensor = new OperatorRef("aten::eq", "Tensor");
const $eq$Scalar = new OperatorRef("aten::eq", "Scalar");
const $eq_$Tensor = new OperatorRef("aten::eq_", "Tensor");
const $eq_$Scalar = new OperatorRef("aten::eq_", "Scalar");
const $equal = new OperatorRef("aten::equal", "");
const $erf = new OperatorRef("aten::erf", "");
const $erf_ = new OperatorRef("aten::erf_", "");
const $erfc = new OperatorRef("aten::erfc", "");
const $erfc_ = new OperatorRef("aten::erfc_", "");
const $erfinv = new OperatorRef("aten::erfinv", "");
const $erfinv_ = new OperatorRef("aten::erfinv_", "");
const $exp = new OperatorRef("aten::exp", "");
const $exp2 = new OperatorRef("aten::exp2", "");
const $exp2_ = new OperatorRef("aten::exp2_", "");
const $exp_ = new OperatorRef("aten::exp_", "");
const $expand = new OperatorRef("aten::expand", "");
const $expand_as = new OperatorRef("aten::expand_as", "");
const $expand_copy = new OperatorRef("aten::expand_copy", "");
const $expm1 = new OperatorRef("aten::expm1", "");
const $expm1_ = new OperatorRef("aten::expm1_", "");
const $exponential = new OperatorRef("aten::exponential", "");
const $exponential_ = new OperatorRef("aten::exponential_", "");
const $eye = new OperatorRef("aten::eye", "");
const $eye$m = new OperatorRef("aten::eye", "m");
const $feature_alpha_dropout = new OperatorRef("aten::feature_alpha_dropout", "");
const $feature_alpha_dropout_ = new OperatorRef("aten::feature_alpha_dropout_", "");
const $feature_dropout = new OperatorRef("aten::feature_dropout", "");
const $feature_dropout_ = new OperatorRef("aten::feature_dropout_", "");
const $fft_fft = new OperatorRef("aten::fft_fft", "");
const $fft_fft2 = new OperatorRef("aten::fft_fft2", "");
const $fft_fftfreq = new OperatorRef("aten::fft_fftfreq", "");
const $fft_fftn = new OperatorRef("aten::fft_fftn", "");
const $fft_fftshift = new OperatorRef("aten::fft_fftshift", "");
const $fft_hfft = new OperatorRef("aten::fft_hfft", "");
const $fft_hfft2 = new OperatorRef("aten::fft_hfft2", "");
const $fft_hfftn = new OperatorRef("aten::fft_hfftn", "");
const $fft_ifft = new OperatorRef("aten::fft_ifft", "");
const $fft_ifft2 = new OperatorRef("aten::fft_ifft2", "");
const $fft_ifftn = new OperatorRef("aten::fft_ifftn", "");
const $fft_ifftshift = new OperatorRef("aten::fft_ifftshift", "");
const $fft_ihfft = new OperatorRef("aten::fft_ihfft", "");
const $fft_ihfft2 = new OperatorRef("aten::fft_ihfft2", "");
const $fft_ihfftn = new OperatorRef("aten::fft_ihfftn", "");
const $fft_irfft = new OperatorRef("aten::fft_irfft", "");
const $fft_irfft2 = new OperatorRef("aten::fft_irfft2", "");
const $fft_irfftn = new OperatorRef("aten::fft_irfftn", "");
const $fft_rfft = new OperatorRef("aten::fft_rfft", "");
const $fft_rfft2 = new OperatorRef("aten::fft_rfft2", "");
const $fft_rfftfreq = new OperatorRef("aten::fft_rfftfreq", "");
const $fft_rfftn = new OperatorRef("aten::fft_rfftn", "");
const $fill$Tensor = new OperatorRef("aten::fill", "Tensor");
const $fill$Scalar = new OperatorRef("aten::fill", "Scalar");
const $fill_diagonal_ = new OperatorRef("aten::fill_diagonal_", "");
const $fill_$Tensor = new OperatorRef("aten::fill_", "Tensor");
const $fill_$Scalar = new OperatorRef("aten::fill_", "Scalar");
const $fix = new OperatorRef("aten::fix", "");
const $fix_ = new OperatorRef("aten::fix_", "");
const $flatten$using_ints = new OperatorRef("aten::flatten", "using_ints");
const $flip = new OperatorRef("aten::flip", "");
const $fliplr = new OperatorRef("aten::fliplr", "");
const $flipud = new OperatorRef("aten::flipud", "");
const $float_power$Tensor_Tensor = new OperatorRef("aten::float_power", "Tensor_Tensor");
const $float_power$Tensor_Scalar = new OperatorRef("aten::float_power", "Tensor_Scalar");
const $float_power$Scalar = new OperatorRef("aten::float_power", "Scalar");
const $float_power_$Tensor = new OperatorRef("aten::float_power_", "Tensor");
const $float_power_$Scalar = new OperatorRef("aten::float_power_", "Scalar");
const $floor = new OperatorRef("aten::floor", "");
const $floor_divide = new OperatorRef("aten::floor_divide", "");
const $floor_divide$Scalar = new OperatorRef("aten::floor_divide", "Scalar");
const $floor_divide_$Tensor = new OperatorRef("aten::floor_divide_", "Tensor");
const $floor_divide_$Scalar = new OperatorRef("aten::floor_divide_", "Scalar");
const $floor_ = new OperatorRef("aten::floor_", "");
const $fmax = new OperatorRef("aten::fmax", "");
const $fmin = new OperatorRef("aten::fmin", "");
const $fmod$Tensor = new OperatorRef("aten::fmod", "Tensor");
const $fmod$Scalar = new OperatorRef("aten::fmod", "Scalar");
const $fmod_$Tensor = new OperatorRef("aten::fmod_", "Tensor");
const $fmod_$Scalar = new OperatorRef("aten::fmod_", "Scalar");
const $frac = new OperatorRef("aten::frac", "");
const $frac_ = new OperatorRef("aten::frac_", "");
const $fractional_max_pool2d = new OperatorRef("aten::fractional_max_pool2d", "");
const $fractional_max_pool3d = new OperatorRef("aten::fractional_max_pool3d", "");
const $frexp$Tensor = new OperatorRef("aten::frexp", "Tensor");
const $frobenius_norm$dim = new OperatorRef("aten::frobenius_norm", "dim");
const $full = new OperatorRef("aten::full", "");
const $full_like = new OperatorRef("aten::full_like", "");
const $gather = new OperatorRef("aten::gather", "");
const $gcd = new OperatorRef("aten::gcd", "");
const $gcd_ = new OperatorRef("aten::gcd_", "");
const $ge$Tensor = new OperatorRef("aten::ge", "Tensor");
const $ge$Scalar = new OperatorRef("aten::ge", "Scalar");
const $ge_$Tensor = new OperatorRef("aten::ge_", "Tensor");
const $ge_$Scalar = new OperatorRef("aten::ge_", "Scalar");
const $gelu = new OperatorRef("aten::gelu", "");
const $gelu_ = new OperatorRef("aten::gelu_", "");
const $geometric = new OperatorRef("aten::geometric", "");
const $geometric_ = new OperatorRef("aten::geometric_", "");
const $geqrf = new OperatorRef("aten::geqrf", "");
const $ger = new OperatorRef("aten::ger", "");
const $glu = new OperatorRef("aten::glu", "");
const $gradient$array = new OperatorRef("aten::gradient", "array");
const $gradient$scalararray = new OperatorRef("aten::gradient", "scalararray");
const $gradient$scalarint = new OperatorRef("aten::gradient", "scalarint");
const $gradient$scalarrayarray = new OperatorRef("aten::gradient", "scalarrayarray");
const $gradient$scalarrayint = new OperatorRef("aten::gradient", "scalarrayint");
const $gradient$tensorarray = new OperatorRef("aten::gradient", "tensorarray");
const $gradient$tensorarrayint = new OperatorRef("aten::gradient", "tensorarrayint");
const $greater$Tensor = new OperatorRef("aten::greater", "Tensor");
const $greater$Scalar = new OperatorRef("aten::greater", "Scalar");
const $greater_equal$Tensor = new OperatorRef("aten::greater_equal", "Tensor");
const $greater_equal$Scalar = new OperatorRef("aten::greater_equal", "Scalar");
const $greater_equal_$Tensor = new OperatorRef("aten::greater_equal_", "Tensor");
const $greater_equal_$Scalar = new OperatorRef("aten::greater_equal_", "Scalar");
const $greater_$Tensor = new OperatorRef("aten::greater_", "Tensor");
const $greater_$Scalar = new OperatorRef("aten::greater_", "Scalar");
const $grid_sampler = new OperatorRef("aten::grid_sampler", "");
const $grid_sampler_2d = new OperatorRef("aten::grid_sampler_2d", "");
const $grid_sampler_3d = new OperatorRef("aten::grid_sampler_3d", "");
const $group_norm = new OperatorRef("aten::group_norm", "");
const $gru$data = new OperatorRef("aten::gru", "data");
const $gru$input = new OperatorRef("aten::gru", "input");
const $gru_cell = new OperatorRef("aten::gru_cell", "");
const $gt$Tensor = new OperatorRef("aten::gt", "Tensor");
const $gt$Scalar = new OperatorRef("aten::gt", "Scalar");
const $gt_$Tensor = new OperatorRef("aten::gt_", "Tensor");
const $gt_$Scalar = new OperatorRef("aten::gt_", "Scalar");
const $hamming_window = new OperatorRef("aten::hamming_window", "");
const $hamming_window$periodic = new OperatorRef("aten::hamming_window", "periodic");
const $hamming_window$periodic_alpha = new OperatorRef("aten::hamming_window", "periodic_alpha");
const $hamming_window$periodic_alpha_beta = new OperatorRef("aten::hamming_window", "periodic_alpha_beta");
const $hann_window = new OperatorRef("aten::hann_window", "");
const $hann_window$periodic = new OperatorRef("aten::hann_window", "periodic");
const $hardshrink = new OperatorRef("aten::hardshrink", "");
const $hardsigmoid = new OperatorRef("aten::hardsigmoid", "");
const $hardsigmoid_ = new OperatorRef("aten::hardsigmoid_", "");
const $hardswish = new OperatorRef("aten::hardswish", "");
const $hardswish_ = new OperatorRef("aten::hardswish_", "");
const $hardtanh = new OperatorRef("aten::hardtanh", "");
const $hardtanh_ = new OperatorRef("aten::hardtanh_", "");
const $heaviside = new OperatorRef("aten::heaviside", "");
const $heaviside_ = new OperatorRef("aten::heaviside_", "");
const $hinge_embedding_loss = new OperatorRef("aten::hinge_embedding_loss", "");
const $histc = new OperatorRef("aten::histc", "");
const $histogram$bins_tensor = new OperatorRef("aten::histogram", "bins_tensor");
const $histogram$bin_ct = new OperatorRef("aten::histogram", "bin_ct");
const $hsplit$array = new OperatorRef("aten::hsplit", "array");
const $hsplit$int = new OperatorRef("aten::hsplit", "int");
const $hspmm = new OperatorRef("aten::hspmm", "");
const $hstack = new OperatorRef("aten::hstack", "");
const $huber_loss = new OperatorRef("aten::huber_loss", "");
const $hypot = new OperatorRef("aten::hypot", "");
const $hypot_ = new OperatorRef("aten::hypot_", "");
const $i0 = new OperatorRef("aten::i0", "");
const $i0_ = new OperatorRef("aten::i0_", "");
const $igamma = new OperatorRef("aten::igamma", "");
const $igamma_ = new OperatorRef("aten::igamma_", "");
const $igammac = new OperatorRef("aten::igammac", "");
const $igammac_ = new OperatorRef("aten::igammac_", "");
const $im2col = new OperatorRef("aten::im2col", "");
const $imag = new OperatorRef("aten::imag", "");
const $index$Tensor = new OperatorRef("aten::index", "Tensor");
const $index_add = new OperatorRef("aten::index_add", "");
const $index_add_ = new OperatorRef("aten::index_add_", "");
const $index_copy = new OperatorRef("aten::index_copy", "");
const $index_copy_ = new OperatorRef("aten::index_copy_", "");
const $index_fill$int_Tensor = new OperatorRef("aten::index_fill", "int_Tensor");
const $index_fill$int_Scalar = new OperatorRef("aten::index_fill", "int_Scalar");
const $index_fill_$int_Tensor = new OperatorRef("aten::index_fill_", "int_Tensor");
const $index_fill_$int_Scalar = new OperatorRef("aten::index_fill_", "int_Scalar");
const $index_put = new OperatorRef("aten::index_put", "");
const $index_put_ = new OperatorRef("aten::index_put_", "");
const $index_reduce = new OperatorRef("aten::index_reduce", "");
const $index_reduce_ = new OperatorRef("aten::index_reduce_", "");
const $index_select = new OperatorRef("aten::index_select", "");
const $indices = new OperatorRef("aten::indices", "");
const $indices_copy = new OperatorRef("aten::indices_copy", "");
const $inner = new OperatorRef("aten::inner", "");
const $instance_norm = new OperatorRef("aten::instance_norm", "");
const $inverse = new OperatorRef("aten::inverse", "");
const $is_coalesced = new OperatorRef("aten::is_coalesced", "");
const $is_complex = new OperatorRef("aten::is_complex", "");
const $is_conj = new OperatorRef("aten::is_conj", "");
const $is_floating_point = new OperatorRef("aten::is_floating_point", "");
const $is_neg = new OperatorRef("aten::is_neg", "");
const $is_nonzero = new OperatorRef("aten::is_nonzero", "");
const $is_pinned = new OperatorRef("aten::is_pinned", "");
const $is_same_size = new OperatorRef("aten::is_same_size", "");
const $is_set_to = new OperatorRef("aten::is_set_to", "");
const $is_signed = new OperatorRef("aten::is_signed", "");
const $isclose = new OperatorRef("aten::isclose", "");
const $isfinite = new OperatorRef("aten::isfinite", "");
const $isin$Tensor_Tensor = new OperatorRef("aten::isin", "Tensor_Tensor");
const $isin$Tensor_Scalar = new OperatorRef("aten::isin", "Tensor_Scalar");
const $isin$Scalar_Tensor = new OperatorRef("aten::isin", "Scalar_Tensor");
const $isinf = new OperatorRef("aten::isinf", "");
const $isnan = new OperatorRef("aten::isnan", "");
const $isneginf = new OperatorRef("aten::isneginf", "");
const $isposinf = new OperatorRef("aten::isposinf", "");
const $isreal = new OperatorRef("aten::isreal", "");
const $istft = new OperatorRef("aten::istft", "");
const $item = new OperatorRef("aten::item", "");
const $kaiser_window = new OperatorRef("aten::kaiser_window", "");
const $kaiser_window$periodic = new OperatorRef("aten::kaiser_window", "periodic");
const $kaiser_window$beta = new OperatorRef("aten::kaiser_window", "beta");
const $kl_div = new OperatorRef("aten::kl_div", "");
const $kron = new OperatorRef("aten::kron", "");
const $kthvalue = new OperatorRef("aten::kthvalue", "");
const $l1_loss = new OperatorRef("aten::l1_loss", "");
const $layer_norm = new OperatorRef("aten::layer_norm", "");
const $lcm = new OperatorRef("aten::lcm", "");
const $lcm_ = new OperatorRef("aten::lcm_", "");
const $ldexp$Tensor = new OperatorRef("aten::ldexp", "Tensor");
const $ldexp_ = new OperatorRef("aten::ldexp_", "");
const $le$Tensor = new OperatorRef("aten::le", "Tensor");
const $le$Scalar = new OperatorRef("aten::le", "Scalar");
const $le_$Tensor = new OperatorRef("aten::le_", "Tensor");
const $le_$Scalar = new OperatorRef("aten::le_", "Scalar");
const $leaky_relu = new OperatorRef("aten::leaky_relu", "");
const $leaky_relu_ = new OperatorRef("aten::leaky_relu_", "");
const $lerp$Tensor = new OperatorRef("aten::lerp", "Tensor");
const $lerp$Scalar = new OperatorRef("aten::lerp", "Scalar");
const $lerp_$Tensor = new OperatorRef("aten::lerp_", "Tensor");
const $lerp_$Scalar = new OperatorRef("aten::lerp_", "Scalar");
const $less$Tensor = new OperatorRef("aten::less", "Tensor");
const $less$Scalar = new OperatorRef("aten::less", "Scalar");
const $less_equal$Tensor = new OperatorRef("aten::less_equal", "Tensor");
const $less_equal$Scalar = new OperatorRef("aten::less_equal", "Scalar");
const $less_equal_$Tensor = new OperatorRef("aten::less_equal_", "Tensor");
const $less_equal_$Scalar = new OperatorRef("aten::less_equal_", "Scalar");
const $less_$Tensor = new OperatorRef("aten::less_", "Tensor");
const $less_$Scalar = new OperatorRef("aten::less_", "Scalar");
const $lgamma = new OperatorRef("aten::lgamma", "");
const $lgamma_ = new OperatorRef("aten::lgamma_", "");
const $linalg_cholesky = new OperatorRef("aten::linalg_cholesky", "");
const $linalg_cholesky_ex = new OperatorRef("aten::linalg_cholesky_ex", "");
const $linalg_cond = new OperatorRef("aten::linalg_cond", "");
const $linalg_cond$p_str = new OperatorRef("aten::linalg_cond", "p_str");
const $linalg_cross = new OperatorRef("aten::linalg_cross", "");
const $linalg_det = new OperatorRef("aten::linalg_det", "");
const $linalg_diagonal = new OperatorRef("aten::linalg_diagonal", "");
const $linalg_eig = new OperatorRef("aten::linalg_eig", "");
const $linalg_eigh = new OperatorRef("aten::linalg_eigh", "");
const $linalg_eigvals = new OperatorRef("aten::linalg_eigvals", "");
const $linalg_eigvalsh = new OperatorRef("aten::linalg_eigvalsh", "");
const $linalg_householder_product = new OperatorRef("aten::linalg_householder_product", "");
const $linalg_inv = new OperatorRef("aten::linalg_inv", "");
const $linalg_inv_ex = new OperatorRef("aten::linalg_inv_ex", "");
const $linalg_ldl_factor = new OperatorRef("aten::linalg_ldl_factor", "");
const $linalg_ldl_factor_ex = new OperatorRef("aten::linalg_ldl_factor_ex", "");
const $linalg_ldl_solve = new OperatorRef("aten::linalg_ldl_solve", "");
const $linalg_lstsq = new OperatorRef("aten::linalg_lstsq", "");
const $linalg_lu = new OperatorRef("aten::linalg_lu", "");
const $linalg_lu_factor = new OperatorRef("aten::linalg_lu_factor", "");
const $linalg_lu_factor_ex = new OperatorRef("aten::linalg_lu_factor_ex", "");
const $linalg_lu_solve = new OperatorRef("aten::linalg_lu_solve", "");
const $linalg_matmul = new OperatorRef("aten::linalg_matmul", "");
const $linalg_matrix_exp = new OperatorRef("aten::linalg_matrix_exp", "");
const $linalg_matrix_norm = new OperatorRef("aten::linalg_matrix_norm", "");
const $linalg_matrix_norm$str_ord = new OperatorRef("aten::linalg_matrix_norm", "str_ord");
const $linalg_matrix_power = new OperatorRef("aten::linalg_matrix_power", "");
const $linalg_matrix_rank$atol_rtol_float = new OperatorRef("aten::linalg_matrix_rank", "atol_rtol_float");
const $linalg_matrix_rank$atol_rtol_tensor = new OperatorRef("aten::linalg_matrix_rank", "atol_rtol_tensor");
const $linalg_matrix_rank$tol_tensor = new OperatorRef("aten::linalg_matrix_rank", "tol_tensor");
const $linalg_matrix_rank = new OperatorRef("aten::linalg_matrix_rank", "");
const $linalg_multi_dot = new OperatorRef("aten::linalg_multi_dot", "");
const $linalg_norm = new OperatorRef("aten::linalg_norm", "");
const $linalg_norm$ord_str = new OperatorRef("aten::linalg_norm", "ord_str");
const $linalg_pinv$atol_rtol_float = new OperatorRef("aten::linalg_pinv", "atol_rtol_float");
const $linalg_pinv$atol_rtol_tensor = new OperatorRef("aten::linalg_pinv", "atol_rtol_tensor");
const $linalg_pinv$rcond_tensor = new OperatorRef("aten::linalg_pinv", "rcond_tensor");
const $linalg_pinv = new OperatorRef("aten::linalg_pinv", "");
const $linalg_qr = new OperatorRef("aten::linalg_qr", "");
const $linalg_slogdet = new OperatorRef("aten::linalg_slogdet", "");
const $linalg_solve = new OperatorRef("aten::linalg_solve", "");
const $linalg_solve_ex = new OperatorRef("aten::linalg_solve_ex", "");
const $linalg_solve_triangular = new OperatorRef("aten::linalg_solve_triangular", "");
const $linalg_svd = new OperatorRef("aten::linalg_svd", "");
const $linalg_svdvals = new OperatorRef("aten::linalg_svdvals", "");
const $linalg_tensorinv = new OperatorRef("aten::linalg_tensorinv", "");
const $linalg_tensorsolve = new OperatorRef("aten::linalg_tensorsolve", "");
const $linalg_vander = new OperatorRef("aten::linalg_vander", "");
const $linalg_vecdot = new OperatorRef("aten::linalg_vecdot", "");
const $linalg_vector_norm = new OperatorRef("aten::linalg_vector_norm", "");
const $linear = new OperatorRef("aten::linear", "");
const $linspace$Tensor_Tensor = new OperatorRef("aten::linspace", "Tensor_Tensor");
const $linspace$Tensor_Scalar = new OperatorRef("aten::linspace", "Tensor_Scalar");
const $linspace$Scalar_Tensor = new OperatorRef("aten::linspace", "Scalar_Tensor");
const $linspace = new OperatorRef("aten::linspace", "");
const $log = new OperatorRef("aten::log", "");
const $log10 = new OperatorRef("aten::log10", "");
const $log10_ = new OperatorRef("aten::log10_", "");
const $log1p = new OperatorRef("aten::log1p", "");
const $log1p_ = new OperatorRef("aten::log1p_", "");
const $log2 = new OperatorRef("aten::log2", "");
const $log2_ = new OperatorRef("aten::log2_", "");
const $log_normal = new OperatorRef("aten::log_normal", "");
const $log_normal_ = new OperatorRef("aten::log_normal_", "");
const $log_sigmoid = new OperatorRef("aten::log_sigmoid", "");
const $log_sigmoid_forward = new OperatorRef("aten::log_sigmoid_forward", "");
const $log_softmax$int = new OperatorRef("aten::log_softmax", "int");
const $log_ = new OperatorRef("aten::log_", "");
const $logaddexp = new OperatorRef("aten::logaddexp", "");
const $logaddexp2 = new OperatorRef("aten::logaddexp2", "");
const $logcumsumexp = new OperatorRef("aten::logcumsumexp", "");
const $logdet = new OperatorRef("aten::logdet", "");
const $logical_and = new OperatorRef("aten::logical_and", "");
const $logical_and_ = new OperatorRef("aten::logical_and_", "");
const $logical_not = new OperatorRef("aten::logical_not", "");
const $logical_not_ = new OperatorRef("aten::logical_not_", "");
const $logical_or = new OperatorRef("aten::logical_or", "");
const $logical_or_ = new OperatorRef("aten::logical_or_", "");
const $logical_xor = new OperatorRef("aten::logical_xor", "");
const $logical_xor_ = new OperatorRef("aten::logical_xor_", "");
const $logit = new OperatorRef("aten::logit", "");
const $logit_ = new OperatorRef("aten::logit_", "");
const $logspace$Tensor_Tensor = new OperatorRef("aten::logspace", "Tensor_Tensor");
const $logspace$Tensor_Scalar = new OperatorRef("aten::logspace", "Tensor_Scalar");
const $logspace$Scalar_Tensor = new OperatorRef("aten::logspace", "Scalar_Tensor");
const $logspace = new OperatorRef("aten::logspace", "");
const $logsumexp = new OperatorRef("aten::logsumexp", "");
const $lstm$data = new OperatorRef("aten::lstm", "data");
const $lstm$input = new OperatorRef("aten::lstm", "input");
const $lstm_cell = new OperatorRef("aten::lstm_cell", "");
const $lt$Tensor = new OperatorRef("aten::lt", "Tensor");
const $lt$Scalar = new OperatorRef("aten::lt", "Scalar");
const $lt_$Tensor = new OperatorRef("aten::lt_", "Tensor");
const $lt_$Scalar = new OperatorRef("aten::lt_", "Scalar");
const $lu_solve = new OperatorRef("aten::lu_solve", "");
const $lu_unpack = new OperatorRef("aten::lu_unpack", "");
const $mH = new OperatorRef("aten::mH", "");
const $mT = new OperatorRef("aten::mT", "");
const $margin_ranking_loss = new OperatorRef("aten::margin_ranking_loss", "");
const $masked_fill$Tensor = new OperatorRef("aten::masked_fill", "Tensor");
const $masked_fill$Scalar = new OperatorRef("aten::masked_fill", "Scalar");
const $masked_fill_$Tensor = new OperatorRef("aten::masked_fill_", "Tensor");
const $masked_fill_$Scalar = new OperatorRef("aten::masked_fill_", "Scalar");
const $masked_scatter = new OperatorRef("aten::masked_scatter", "");
const $masked_scatter_ = new OperatorRef("aten::masked_scatter_", "");
const $masked_select = new OperatorRef("aten::masked_select", "");
const $matmul = new OperatorRef("aten::matmul", "");
const $matrix_exp = new OperatorRef("aten::matrix_exp", "");
const $matrix_H = new OperatorRef("aten::matrix_H", "");
const $matrix_power = new OperatorRef("aten::matrix_power", "");
const $max = new OperatorRef("aten::max", "");
const $max$other = new OperatorRef("aten::max", "other");
const $max$dim = new OperatorRef("aten::max", "dim");
const $max_pool1d = new OperatorRef("aten::max_pool1d", "");
const $max_pool1d_with_indices = new OperatorRef("aten::max_pool1d_with_indices", "");
const $max_pool2d = new OperatorRef("aten::max_pool2d", "");
const $max_pool2d_with_indices = new OperatorRef("aten::max_pool2d_with_indices", "");
const $max_pool3d = new OperatorRef("aten::max_pool3d", "");
const $max_pool3d_with_indices = new OperatorRef("aten::max_pool3d_with_indices", "");
const $max_unpool2d = new OperatorRef("aten::max_unpool2d", "");
const $max_unpool3d = new OperatorRef("aten::max_unpool3d", "");
const $maximum = new OperatorRef("aten::maximum", "");
const $mean = new OperatorRef("aten::mean", "");
const $mean$dim = new OperatorRef("aten::mean", "dim");
const $median = new OperatorRef("aten::median", "");
const $median$dim = new OperatorRef("aten::median", "dim");
const $meshgrid = new OperatorRef("aten::meshgrid", "");
const $meshgrid$indexing = new OperatorRef("aten::meshgrid", "indexing");
const $min = new OperatorRef("aten::min", "");
const $min$other = new OperatorRef("aten::min", "other");
const $min$dim = new OperatorRef("aten::min", "dim");
const $minimum = new OperatorRef("aten::minimum", "");
const $mish = new OperatorRef("aten::mish", "");
const $mish_ = new OperatorRef("aten::mish_", "");
const $mm = new OperatorRef("aten::mm", "");
const $mm$dtype = new OperatorRef("aten::mm", "dtype");
const $mode = new OperatorRef("aten::mode", "");
const $moveaxis$int = new OperatorRef("aten::moveaxis", "int");
const $moveaxis$intlist = new OperatorRef("aten::moveaxis", "intlist");
const $movedim$int = new OperatorRef("aten::movedim", "int");
const $movedim$intlist = new OperatorRef("aten::movedim", "intlist");
const $mse_loss = new OperatorRef("aten::mse_loss", "");
const $msort = new OperatorRef("aten::msort", "");
const $mul$Tensor = new OperatorRef("aten::mul", "Tensor");
const $mul$Scalar = new OperatorRef("aten::mul", "Scalar");
const $mul_$Tensor = new OperatorRef("aten::mul_", "Tensor");
const $mul_$Scalar = new OperatorRef("aten::mul_", "Scalar");
const $multi_margin_loss = new OperatorRef("aten::multi_margin_loss", "");
const $multilabel_margin_loss = new OperatorRef("aten::multilabel_margin_loss", "");
const $multilabel_margin_loss_forward = new OperatorRef("aten::multilabel_margin_loss_forward", "");
const $multinomial = new OperatorRef("aten::multinomial", "");
const $multiply$Tensor = new OperatorRef("aten::multiply", "Tensor");
const $multiply$Scalar = new OperatorRef("aten::multiply", "Scalar");
const $multiply_$Tensor = new OperatorRef("aten::multiply_", "Tensor");
const $multiply_$Scalar = new OperatorRef("aten::multiply_", "Scalar");
const $mv = new OperatorRef("aten::mv", "");
const $mvlgamma = new OperatorRef("aten::mvlgamma", "");
const $mvlgamma_ = new OperatorRef("aten::mvlgamma_", "");
const $nan_to_num = new OperatorRef("aten::nan_to_num", "");
const $nan_to_num_ = new OperatorRef("aten::nan_to_num_", "");
const $nanmean = new OperatorRef("aten::nanmean", "");
const $nanmedian = new OperatorRef("aten::nanmedian", "");
const $nanmedian$dim = new OperatorRef("aten::nanmedian", "dim");
const $nanquantile = new OperatorRef("aten::nanquantile", "");
const $nanquantile$scalar = new OperatorRef("aten::nanquantile", "scalar");
const $nansum = new OperatorRef("aten::nansum", "");
const $narrow$Tensor = new OperatorRef("aten::narrow", "Tensor");
const $narrow = new OperatorRef("aten::narrow", "");
const $narrow_copy = new OperatorRef("aten::narrow_copy", "");
const $ne$Tensor = new OperatorRef("aten::ne", "Tensor");
const $ne$Scalar = new OperatorRef("aten::ne", "Scalar");
const $ne_$Tensor = new OperatorRef("aten::ne_", "Tensor");
const $ne_$Scalar = new OperatorRef("aten::ne_", "Scalar");
const $neg = new OperatorRef("aten::neg", "");
const $neg_ = new OperatorRef("aten::neg_", "");
const $negative = new OperatorRef("aten::negative", "");
const $negative_ = new OperatorRef("aten::negative_", "");
const $new_empty = new OperatorRef("aten::new_empty", "");
const $new_empty_strided = new OperatorRef("aten::new_empty_strided", "");
const $new_full = new OperatorRef("aten::new_full", "");
const $new_ones = new OperatorRef("aten::new_ones", "");
const $new_zeros = new OperatorRef("aten::new_zeros", "");
const $nextafter = new OperatorRef("aten::nextafter", "");
const $nextafter_ = new OperatorRef("aten::nextafter_", "");
const $nll_loss = new OperatorRef("aten::nll_loss", "");
const $nll_loss2d = new OperatorRef("aten::nll_loss2d", "");
const $nll_loss2d_forward = new OperatorRef("aten::nll_loss2d_forward", "");
const $nll_loss_forward = new OperatorRef("aten::nll_loss_forward", "");
const $nll_loss_nd = new OperatorRef("aten::nll_loss_nd", "");
const $nonzero = new OperatorRef("aten::nonzero", "");
const $nonzero_numpy = new OperatorRef("aten::nonzero_numpy", "");
const $nonzero_static = new OperatorRef("aten::nonzero_static", "");
const $norm$Scalar = new OperatorRef("aten::norm", "Scalar");
const $norm$ScalarOpt_dtype = new OperatorRef("aten::norm", "ScalarOpt_dtype");
const $norm$ScalarOpt_dim = new OperatorRef("aten::norm", "ScalarOpt_dim");
const $norm$ScalarOpt_dim_dtype = new OperatorRef("aten::norm", "ScalarOpt_dim_dtype");
const $norm_except_dim = new OperatorRef("aten::norm_except_dim", "");
const $normal$Tensor_Tensor = new OperatorRef("aten::normal", "Tensor_Tensor");
const $normal$Tensor_float = new OperatorRef("aten::normal", "Tensor_float");
const $normal$float_Tensor = new OperatorRef("aten::normal", "float_Tensor");
const $normal$float_float = new OperatorRef("aten::normal", "float_float");
const $normal_functional = new OperatorRef("aten::normal_functional", "");
const $normal_ = new OperatorRef("aten::normal_", "");
const $not_equal$Tensor = new OperatorRef("aten::not_equal", "Tensor");
const $not_equal$Scalar = new OperatorRef("aten::not_equal", "Scalar");
const $not_equal_$Tensor = new OperatorRef("aten::not_equal_", "Tensor");
const $not_equal_$Scalar = new OperatorRef("aten::not_equal_", "Scalar");
const $nuclear_norm = new OperatorRef("aten::nuclear_norm", "");
const $nuclear_norm$dim = new OperatorRef("aten::nuclear_norm", "dim");
const $numpy_T = new OperatorRef("aten::numpy_T", "");
const $one_hot = new OperatorRef("aten::one_hot", "");
const $ones = new OperatorRef("aten::ones", "");
const $ones_like = new OperatorRef("aten::ones_like", "");
const $orgqr = new OperatorRef("aten::orgqr", "");
const $ormqr = new OperatorRef("aten::ormqr", "");
const $outer = new OperatorRef("aten::outer", "");
const $pad = new OperatorRef("aten::pad", "");
const $pad_sequence = new OperatorRef("aten::pad_sequence", "");
const $pairwise_distance = new OperatorRef("aten::pairwise_distance", "");
const $pdist = new OperatorRef("aten::pdist", "");
const $permute = new OperatorRef("aten::permute", "");
const $permute_copy = new OperatorRef("aten::permute_copy", "");
const $pin_memory = new OperatorRef("aten::pin_memory", "");
const $pinverse = new OperatorRef("aten::pinverse", "");
const $pixel_shuffle = new OperatorRef("aten::pixel_shuffle", "");
const $pixel_unshuffle = new OperatorRef("aten::pixel_unshuffle", "");
const $poisson = new OperatorRef("aten::poisson", "");
const $poisson_nll_loss = new OperatorRef("aten::poisson_nll_loss", "");
const $polar = new OperatorRef("aten::polar", "");
const $polygamma = new OperatorRef("aten::polygamma", "");
const $polygamma_ = new OperatorRef("aten::polygamma_", "");
const $positive = new OperatorRef("aten::positive", "");
const $pow$Tensor_Tensor = new OperatorRef("aten::pow", "Tensor_Tensor");
const $pow$Tensor_Scalar = new OperatorRef("aten::pow", "Tensor_Scalar");
const $pow$Scalar = new OperatorRef("aten::pow", "Scalar");
const $pow_$Tensor = new OperatorRef("aten::pow_", "Tensor");
const $pow_$Scalar = new OperatorRef("aten::pow_", "Scalar");
const $prelu = new OperatorRef("aten::prelu", "");
const $prod = new OperatorRef("aten::prod", "");
const $prod$dim_int = new OperatorRef("aten::prod", "dim_int");
const $promote_types = new OperatorRef("aten::promote_types", "");
const $put = new OperatorRef("aten::put", "");
const $put_ = new OperatorRef("aten::put_", "");
const $qr = new OperatorRef("aten::qr", "");
const $quantile = new OperatorRef("aten::quantile", "");
const $quantile$scalar = new OperatorRef("aten::quantile", "scalar");
const $quantize_per_channel = new OperatorRef("aten::quantize_per_channel", "");
const $quantize_per_tensor$tensor_qparams = new OperatorRef("aten::quantize_per_tensor", "tensor_qparams");
const $quantize_per_tensor = new OperatorRef("aten::quantize_per_tensor", "");
const $quantize_per_tensor$tensors = new OperatorRef("aten::quantize_per_tensor", "tensors");
const $quantize_per_tensor_dynamic = new OperatorRef("aten::quantize_per_tensor_dynamic", "");
const $rad2deg = new OperatorRef("aten::rad2deg", "");
const $rad2deg_ = new OperatorRef("aten::rad2deg_", "");
const $rand$generator = new OperatorRef("aten::rand", "generator");
const $rand_like$generator = new OperatorRef("aten::rand_like", "generator");
const $randint$generator = new OperatorRef("aten::randint", "generator");
const $randint$low_generator = new OperatorRef("aten::randint", "low_generator");
const $randint_like$Tensor_generator = new OperatorRef("aten::randint_like", "Tensor_generator");
const $randint_like$generator = new OperatorRef("aten::randint_like", "generator");
const $randint_like$low_generator_dtype = new OperatorRef("aten::randint_like", "low_generator_dtype");
const $randn$generator = new OperatorRef("aten::randn", "generator");
const $randn_like$generator = new OperatorRef("aten::randn_like", "generator");
const $random = new OperatorRef("aten::random", "");
const $random$to = new OperatorRef("aten::random", "to");
const $random$from = new OperatorRef("aten::random", "from");
const $random_ = new OperatorRef("aten::random_", "");
const $random_$to = new OperatorRef("aten::random_", "to");
const $random_$from = new OperatorRef("aten::random_", "from");
const $randperm$generator = new OperatorRef("aten::randperm", "generator");
const $range = new OperatorRef("aten::range", "");
const $range$step = new OperatorRef("aten::range", "step");
const $ravel = new OperatorRef("aten::ravel", "");
const $real = new OperatorRef("aten::real", "");
const $reciprocal = new OperatorRef("aten::reciprocal", "");
const $reciprocal_ = new OperatorRef("aten::reciprocal_", "");
const $reflection_pad1d = new OperatorRef("aten::reflection_pad1d", "");
const $reflection_pad2d = new OperatorRef("aten::reflection_pad2d", "");
const $reflection_pad3d = new OperatorRef("aten::reflection_pad3d", "");
const $relu = new OperatorRef("aten::relu", "");
const $relu6 = new OperatorRef("aten::relu6", "");
const $relu6_ = new OperatorRef("aten::relu6_", "");
const $relu_ = new OperatorRef("aten::relu_", "");
const $remainder$Tensor = new OperatorRef("aten::remainder", "Tensor");
const $remainder$Scalar = new OperatorRef("aten::remainder", "Scalar");
const $remainder$Scalar_Tensor = new OperatorRef("aten::remainder", "Scalar_Tensor");
const $remainder_$Tensor = new OperatorRef("aten::remainder_", "Tensor");
const $remainder_$Scalar = new OperatorRef("aten::remainder_", "Scalar");
const $renorm = new OperatorRef("aten::renorm", "");
const $renorm_ = new OperatorRef("aten::renorm_", "");
const $repeat = new OperatorRef("aten::repeat", "");
const $repeat_interleave$Tensor = new OperatorRef("aten::repeat_interleave", "Tensor");
const $repeat_interleave$self_Tensor = new OperatorRef("aten::repeat_interleave", "self_Tensor");
const $repeat_interleave$self_int = new OperatorRef("aten::repeat_interleave", "self_int");
const $replication_pad1d = new OperatorRef("aten::replication_pad1d", "");
const $replication_pad2d = new OperatorRef("aten::replication_pad2d", "");
const $replication_pad3d = new OperatorRef("aten::replication_pad3d", "");
const $reshape = new OperatorRef("aten::reshape", "");
const $reshape_as = new OperatorRef("aten::reshape_as", "");
const $resize = new OperatorRef("aten::resize", "");
const $resize_as = new OperatorRef("aten::resize_as", "");
const $resize_as_ = new OperatorRef("aten::resize_as_", "");
const $resize_ = new OperatorRef("aten::resize_", "");
const $resolve_conj = new OperatorRef("aten::resolve_conj", "");
const $resolve_neg = new OperatorRef("aten::resolve_neg", "");
const $result_type$Tensor = new OperatorRef("aten::result_type", "Tensor");
const $result_type$Scalar = new OperatorRef("aten::result_type", "Scalar");
const $result_type$Scalar_Tensor = new OperatorRef("aten::result_type", "Scalar_Tensor");
const $result_type$Scalar_Scalar = new OperatorRef("aten::result_type", "Scalar_Scalar");
const $rms_norm = new OperatorRef("aten::rms_norm", "");
const $rnn_relu$data = new OperatorRef("aten::rnn_relu", "data");
const $rnn_relu$input = new OperatorRef("aten::rnn_relu", "input");
const $rnn_relu_cell = new OperatorRef("aten::rnn_relu_cell", "");
const $rnn_tanh$data = new OperatorRef("aten::rnn_tanh", "data");
const $rnn_tanh$input = new OperatorRef("aten::rnn_tanh", "input");
const $rnn_tanh_cell = new OperatorRef("aten::rnn_tanh_cell", "");
const $roll = new OperatorRef("aten::roll", "");
const $rot90 = new OperatorRef("aten::rot90", "");
const $round = new OperatorRef("aten::round", "");
const $round$decimals = new OperatorRef("aten::round", "decimals");
const $round_ = new OperatorRef("aten::round_", "");
const $round_$decimals = new OperatorRef("aten::round_", "decimals");
const $row_indices = new OperatorRef("aten::row_indices", "");
const $row_indices_copy = new OperatorRef("aten::row_indices_copy", "");
const $row_stack = new OperatorRef("aten::row_stack", "");
const $rrelu = new OperatorRef("aten::rrelu", "");
const $rrelu_with_noise = new OperatorRef("aten::rrelu_with_noise", "");
const $rrelu_with_noise_functional = new OperatorRef("aten::rrelu_with_noise_functional", "");
const $rrelu_with_noise_ = new OperatorRef("aten::rrelu_with_noise_", "");
const $rrelu_ = new OperatorRef("aten::rrelu_", "");
const $rsqrt = new OperatorRef("aten::rsqrt", "");
const $rsqrt_ = new OperatorRef("aten::rsqrt_", "");
const $rsub$Tensor = new OperatorRef("aten::rsub", "Tensor");
const $rsub$Scalar = new OperatorRef("aten::rsub", "Scalar");
const $scalar_tensor = new OperatorRef("aten::scalar_tensor", "");
const $scaled_dot_product_attention = new OperatorRef("aten::scaled_dot_product_attention", "");
const $scatter$reduce = new OperatorRef("aten::scatter", "reduce");
const $scatter$src = new OperatorRef("aten::scatter", "src");
const $scatter$value = new OperatorRef("aten::scatter", "value");
const $scatter$value_reduce = new OperatorRef("aten::scatter", "value_reduce");
const $scatter_add = new OperatorRef("aten::scatter_add", "");
const $scatter_add_ = new OperatorRef("aten::scatter_add_", "");
const $scatter_reduce$two = new OperatorRef("aten::scatter_reduce", "two");
const $scatter_reduce_$two = new OperatorRef("aten::scatter_reduce_", "two");
const $scatter_$reduce = new OperatorRef("aten::scatter_", "reduce");
const $scatter_$src = new OperatorRef("aten::scatter_", "src");
const $scatter_$value = new OperatorRef("aten::scatter_", "value");
const $scatter_$value_reduce = new OperatorRef("aten::scatter_", "value_reduce");
const $searchsorted$Tensor = new OperatorRef("aten::searchsorted", "Tensor");
const $searchsorted$Scalar = new OperatorRef("aten::searchsorted", "Scalar");
const $segment_reduce = new OperatorRef("aten::segment_reduce", "");
const $select$int = new OperatorRef("aten::select", "int");
const $select_copy$int = new OperatorRef("aten::select_copy", "int");
const $select_scatter = new OperatorRef("aten::select_scatter", "");
const $selu = new OperatorRef("aten::selu", "");
const $selu_ = new OperatorRef("aten::selu_", "");
const $sgn = new OperatorRef("aten::sgn", "");
const $sgn_ = new OperatorRef("aten::sgn_", "");
const $sigmoid = new OperatorRef("aten::sigmoid", "");
const $sigmoid_ = new OperatorRef("aten::sigmoid_", "");
const $sign = new OperatorRef("aten::sign", "");
const $sign_ = new OperatorRef("aten::sign_", "");
const $signbit = new OperatorRef("aten::signbit", "");
const $silu = new OperatorRef("aten::silu", "");
const $silu_ = new OperatorRef("aten::silu_", "");
const $sin = new OperatorRef("aten::sin", "");
const $sin_ = new OperatorRef("aten::sin_", "");
const $sinc = new OperatorRef("aten::sinc", "");
const $sinc_ = new OperatorRef("aten::sinc_", "");
const $sinh = new OperatorRef("aten::sinh", "");
const $sinh_ = new OperatorRef("aten::sinh_", "");
const $slice$Tensor = new OperatorRef("aten::slice", "Tensor");
const $slice_copy$Tensor = new OperatorRef("aten::slice_copy", "Tensor");
const $slice_scatter = new OperatorRef("aten::slice_scatter", "");
const $slogdet = new OperatorRef("aten::slogdet", "");
const $slow_conv3d = new OperatorRef("aten::slow_conv3d", "");
const $slow_conv3d_forward = new OperatorRef("aten::slow_conv3d_forward", "");
const $slow_conv_dilated2d = new OperatorRef("aten::slow_conv_dilated2d", "");
const $slow_conv_dilated3d = new OperatorRef("aten::slow_conv_dilated3d", "");
const $slow_conv_transpose2d = new OperatorRef("aten::slow_conv_transpose2d", "");
const $slow_conv_transpose3d = new OperatorRef("aten::slow_conv_transpose3d", "");
const $smm = new OperatorRef("aten::smm", "");
const $smooth_l1_loss = new OperatorRef("aten::smooth_l1_loss", "");
const $soft_margin_loss = new OperatorRef("aten::soft_margin_loss", "");
const $softmax$int = new OperatorRef("aten::softmax", "int");
const $softplus = new OperatorRef("aten::softplus", "");
const $softshrink = new OperatorRef("aten::softshrink", "");
const $sort$stable = new OperatorRef("aten::sort", "stable");
const $sort = new OperatorRef("aten::sort", "");
const $sparse_bsc_tensor$ccol_row_value = new OperatorRef("aten::sparse_bsc_tensor", "ccol_row_value");
const $sparse_bsc_tensor$ccol_row_value_size = new OperatorRef("aten::sparse_bsc_tensor", "ccol_row_value_size");
const $sparse_bsr_tensor$crow_col_value = new OperatorRef("aten::sparse_bsr_tensor", "crow_col_value");
const $sparse_bsr_tensor$crow_col_value_size = new OperatorRef("aten::sparse_bsr_tensor", "crow_col_value_size");
const $sparse_compressed_tensor$comp_plain_value = new OperatorRef("aten::sparse_compressed_tensor", "comp_plain_value");
const $sparse_compressed_tensor$comp_plain_value_size = new OperatorRef("aten::sparse_compressed_tensor", "comp_plain_value_size");
const $sparse_coo_tensor$indices = new OperatorRef("aten::sparse_coo_tensor", "indices");
const $sparse_coo_tensor$indices_size = new OperatorRef("aten::sparse_coo_tensor", "indices_size");
const $sparse_coo_tensor$size = new OperatorRef("aten::sparse_coo_tensor", "size");
const $sparse_csc_tensor$ccol_row_value = new OperatorRef("aten::sparse_csc_tensor", "ccol_row_value");
const $sparse_csc_tensor$ccol_row_value_size = new OperatorRef("aten::sparse_csc_tensor", "ccol_row_value_size");
const $sparse_csr_tensor$crow_col_value = new OperatorRef("aten::sparse_csr_tensor", "crow_col_value");
const $sparse_csr_tensor$crow_col_value_size = new OperatorRef("aten::sparse_csr_tensor", "crow_col_value_size");
const $sparse_dim = new OperatorRef("aten::sparse_dim", "");
const $sparse_mask = new OperatorRef("aten::sparse_mask", "");
const $sparse_sampled_addmm = new OperatorRef("aten::sparse_sampled_addmm", "");
const $special_airy_ai = new OperatorRef("aten::special_airy_ai", "");
const $special_bessel_j0 = new OperatorRef("aten::special_bessel_j0", "");
const $special_bessel_j1 = new OperatorRef("aten::special_bessel_j1", "");
const $special_bessel_y0 = new OperatorRef("aten::special_bessel_y0", "");
const $special_bessel_y1 = new OperatorRef("aten::special_bessel_y1", "");
const $special_chebyshev_polynomial_t = new OperatorRef("aten::special_chebyshev_polynomial_t", "");
const $special_chebyshev_polynomial_t$n_scalar = new OperatorRef("aten::special_chebyshev_polynomial_t", "n_scalar");
const $special_chebyshev_polynomial_t$x_scalar = new OperatorRef("aten::special_chebyshev_polynomial_t", "x_scalar");
const $special_chebyshev_polynomial_u = new OperatorRef("aten::special_chebyshev_polynomial_u", "");
const $special_chebyshev_polynomial_u$n_scalar = new OperatorRef("aten::special_chebyshev_polynomial_u", "n_scalar");
const $special_chebyshev_polynomial_u$x_scalar = new OperatorRef("aten::special_chebyshev_polynomial_u", "x_scalar");
const $special_chebyshev_polynomial_v = new OperatorRef("aten::special_chebyshev_polynomial_v", "");
const $special_chebyshev_polynomial_v$n_scalar = new OperatorRef("aten::special_chebyshev_polynomial_v", "n_scalar");
const $special_chebyshev_polynomial_v$x_scalar = new OperatorRef("aten::special_chebyshev_polynomial_v", "x_scalar");
const $special_chebyshev_polynomial_w = new OperatorRef("aten::special_chebyshev_polynomial_w", "");
const $special_chebyshev_polynomial_w$n_scalar = new OperatorRef("aten::special_chebyshev_polynomial_w", "n_scalar");
const $special_chebyshev_polynomial_w$x_scalar = new OperatorRef("aten::special_chebyshev_polynomial_w", "x_scalar");
const $special_digamma = new OperatorRef("aten::special_digamma", "");
const $special_entr = new OperatorRef("aten::special_entr", "");
const $special_erf = new OperatorRef("aten::special_erf", "");
const $special_erfc = new OperatorRef("aten::special_erfc", "");
const $special_erfcx = new OperatorRef("aten::special_erfcx", "");
const $special_erfinv = new OperatorRef("aten::special_erfinv", "");
const $special_exp2 = new OperatorRef("aten::special_exp2", "");
const $special_expit = new OperatorRef("aten::special_expit", "");
const $special_expm1 = new OperatorRef("aten::special_expm1", "");
const $special_gammainc = new OperatorRef("aten::special_gammainc", "");
const $special_gammaincc = new OperatorRef("aten::special_gammaincc", "");
const $special_gammaln = new OperatorRef("aten::special_gammaln", "");
const $special_hermite_polynomial_h = new OperatorRef("aten::special_hermite_polynomial_h", "");
const $special_hermite_polynomial_h$n_scalar = new OperatorRef("aten::special_hermite_polynomial_h", "n_scalar");
const $special_hermite_polynomial_h$x_scalar = new OperatorRef("aten::special_hermite_polynomial_h", "x_scalar");
const $special_hermite_polynomial_he = new OperatorRef("aten::special_hermite_polynomial_he", "");
const $special_hermite_polynomial_he$n_scalar = new OperatorRef("aten::special_hermite_polynomial_he", "n_scalar");
const $special_hermite_polynomial_he$x_scalar = new OperatorRef("aten::special_hermite_polynomial_he", "x_scalar");
const $special_i0 = new OperatorRef("aten::special_i0", "");
const $special_i0e = new OperatorRef("aten::special_i0e", "");
const $special_i1 = new OperatorRef("aten::special_i1", "");
const $special_i1e = new OperatorRef("aten::special_i1e", "");
const $special_laguerre_polynomial_l = new OperatorRef("aten::special_laguerre_polynomial_l", "");
const $special_laguerre_polynomial_l$n_scalar = new OperatorRef("aten::special_laguerre_polynomial_l", "n_scalar");
const $special_laguerre_polynomial_l$x_scalar = new OperatorRef("aten::special_laguerre_polynomial_l", "x_scalar");
const $special_legendre_polynomial_p = new OperatorRef("aten::special_legendre_polynomial_p", "");
const $special_legendre_polynomial_p$n_scalar = new OperatorRef("aten::special_legendre_polynomial_p", "n_scalar");
const $special_legendre_polynomial_p$x_scalar = new OperatorRef("aten::special_legendre_polynomial_p", "x_scalar");
const $special_log1p = new OperatorRef("aten::special_log1p", "");
const $special_log_ndtr = new OperatorRef("aten::special_log_ndtr", "");
const $special_log_softmax = new OperatorRef("aten::special_log_softmax", "");
const $special_logit = new OperatorRef("aten::special_logit", "");
const $special_logsumexp = new OperatorRef("aten::special_logsumexp", "");
const $special_modified_bessel_i0 = new OperatorRef("aten::special_modified_bessel_i0", "");
const $special_modified_bessel_i1 = new OperatorRef("aten::special_modified_bessel_i1", "");
const $special_modified_bessel_k0 = new OperatorRef("aten::special_modified_bessel_k0", "");
const $special_modified_bessel_k1 = new OperatorRef("aten::special_modified_bessel_k1", "");
const $special_multigammaln = new OperatorRef("aten::special_multigammaln", "");
const $special_ndtr = new OperatorRef("aten::special_ndtr", "");
const $special_ndtri = new OperatorRef("aten::special_ndtri", "");
const $special_polygamma = new OperatorRef("aten::special_polygamma", "");
const $special_psi = new OperatorRef("aten::special_psi", "");
const $special_round = new OperatorRef("aten::special_round", "");
const $special_scaled_modified_bessel_k0 = new OperatorRef("aten::special_scaled_modified_bessel_k0", "");
const $special_scaled_modified_bessel_k1 = new OperatorRef("aten::special_scaled_modified_bessel_k1", "");
const $special_shifted_chebyshev_polynomial_t = new OperatorRef("aten::special_shifted_chebyshev_polynomial_t", "");
const $special_shifted_chebyshev_polynomial_t$n_scalar = new OperatorRef("aten::special_shifted_chebyshev_polynomial_t", "n_scalar");
const $special_shifted_chebyshev_polynomial_t$x_scalar = new OperatorRef("aten::special_shifted_chebyshev_polynomial_t", "x_scalar");
const $special_shifted_chebyshev_polynomial_u = new OperatorRef("aten::special_shifted_chebyshev_polynomial_u", "");
const $special_shifted_chebyshev_polynomial_u$n_scalar = new OperatorRef("aten::special_shifted_chebyshev_polynomial_u", "n_scalar");
const $special_shifted_chebyshev_polynomial_u$x_scalar = new OperatorRef("aten::special_shifted_chebyshev_polynomial_u", "x_scalar");
const $special_shifted_chebyshev_polynomial_v = new OperatorRef("aten::special_shifted_chebyshev_polynomial_v", "");
const $special_shifted_chebyshev_polynomial_v$n_scalar = new OperatorRef("aten::special_shifted_chebyshev_polynomial_v", "n_scalar");
const $special_shifted_chebyshev_polynomial_v$x_scalar = new OperatorRef("aten::special_shifted_chebyshev_polynomial_v", "x_scalar");
const $special_shifted_chebyshev_polynomial_w = new OperatorRef("aten::special_shifted_chebyshev_polynomial_w", "");
const $special_shifted_chebyshev_polynomial_w$n_scalar = new OperatorRef("aten::special_shifted_chebyshev_polynomial_w", "n_scalar");
const $special_shifted_chebyshev_polynomial_w$x_scalar = new OperatorRef("aten::special_shifted_chebyshev_polynomial_w", "x_scalar");
const $special_sinc = new OperatorRef("aten::special_sinc", "");
const $special_softmax = new OperatorRef("aten::special_softmax", "");
const $special_spherical_bessel_j0 = new OperatorRef("aten::special_spherical_bessel_j0", "");
const $special_xlog1py = new OperatorRef("aten::special_xlog1py", "");
const $special_xlog1py$other_scalar = new OperatorRef("aten::special_xlog1py", "other_scalar");
const $special_xlog1py$self_scalar = new OperatorRef("aten::special_xlog1py", "self_scalar");
const $special_xlogy = new OperatorRef("aten::special_xlogy", "");
const $special_xlogy$other_scalar = new OperatorRef("aten::special_xlogy", "other_scalar");
const $special_xlogy$self_scalar = new OperatorRef("aten::special_xlogy", "self_scalar");
const $special_zeta = new OperatorRef("aten::special_zeta", "");
const $special_zeta$other_scalar = new OperatorRef("aten::special_zeta", "other_scalar");
const $special_zeta$self_scalar = new OperatorRef("aten::special_zeta", "self_scalar");
const $split$Tensor = new OperatorRef("aten::split", "Tensor");
const $split$sizes = new OperatorRef("aten::split", "sizes");
const $split_copy$Tensor = new OperatorRef("aten::split_copy", "Tensor");
const $split_with_sizes = new OperatorRef("aten::split_with_sizes", "");
const $split_with_sizes_copy = new OperatorRef("aten::split_with_sizes_copy", "");
const $sqrt = new OperatorRef("aten::sqrt", "");
const $sqrt_ = new OperatorRef("aten::sqrt_", "");
const $square = new OperatorRef("aten::square", "");
const $square_ = new OperatorRef("aten::square_", "");
const $squeeze = new OperatorRef("aten::squeeze", "");
const $squeeze$dim = new OperatorRef("aten::squeeze", "dim");
const $squeeze$dims = new OperatorRef("aten::squeeze", "dims");
const $squeeze_copy = new OperatorRef("aten::squeeze_copy", "");
const $squeeze_copy$dim = new OperatorRef("aten::squeeze_copy", "dim");
const $squeeze_copy$dims = new OperatorRef("aten::squeeze_copy", "dims");
const $squeeze_ = new OperatorRef("aten::squeeze_", "");
const $squeeze_$dim = new OperatorRef("aten::squeeze_", "dim");
const $squeeze_$dims = new OperatorRef("aten::squeeze_", "dims");
const $sspaddmm = new OperatorRef("aten::sspaddmm", "");
const $stack = new OperatorRef("aten::stack", "");
const $std = new OperatorRef("aten::std", "");
const $std$correction = new OperatorRef("aten::std", "correction");
const $std$dim = new OperatorRef("aten::std", "dim");
const $std_mean = new OperatorRef("aten::std_mean", "");
const $std_mean$correction = new OperatorRef("aten::std_mean", "correction");
const $std_mean$dim = new OperatorRef("aten::std_mean", "dim");
const $stft = new OperatorRef("aten::stft", "");
const $stft$center = new OperatorRef("aten::stft", "center");
const $sub$Tensor = new OperatorRef("aten::sub", "Tensor");
const $sub$Scalar = new OperatorRef("aten::sub", "Scalar");
const $sub_$Tensor = new OperatorRef("aten::sub_", "Tensor");
const $sub_$Scalar = new OperatorRef("aten::sub_", "Scalar");
const $subtract$Tensor = new OperatorRef("aten::subtract", "Tensor");
const $subtract$Scalar = new OperatorRef("aten::subtract", "Scalar");
const $subtract_$Tensor = new OperatorRef("aten::subtract_", "Tensor");
const $subtract_$Scalar = new OperatorRef("aten::subtract_", "Scalar");
const $sum = new OperatorRef("aten::sum", "");
const $sum$dim_IntList = new OperatorRef("aten::sum", "dim_IntList");
const $sum_to_size = new OperatorRef("aten::sum_to_size", "");
const $svd = new OperatorRef("aten::svd", "");
const $swapaxes = new OperatorRef("aten::swapaxes", "");
const $swapaxes_ = new OperatorRef("aten::swapaxes_", "");
const $swapdims = new OperatorRef("aten::swapdims", "");
const $swapdims_ = new OperatorRef("aten::swapdims_", "");
const $t = new OperatorRef("aten::t", "");
const $t_copy = new OperatorRef("aten::t_copy", "");
const $t_ = new OperatorRef("aten::t_", "");
const $take = new OperatorRef("aten::take", "");
const $take_along_dim = new OperatorRef("aten::take_along_dim", "");
const $tan = new OperatorRef("aten::tan", "");
const $tan_ = new OperatorRef("aten::tan_", "");
const $tanh = new OperatorRef("aten::tanh", "");
const $tanh_ = new OperatorRef("aten::tanh_", "");
const $tensor_split$tensor_indices_or_sections = new OperatorRef("aten::tensor_split", "tensor_indices_or_sections");
const $tensor_split$indices = new OperatorRef("aten::tensor_split", "indices");
const $tensor_split$sections = new OperatorRef("aten::tensor_split", "sections");
const $tensordot = new OperatorRef("aten::tensordot", "");
const $thnn_conv2d = new OperatorRef("aten::thnn_conv2d", "");
const $threshold = new OperatorRef("aten::threshold", "");
const $threshold_ = new OperatorRef("aten::threshold_", "");
const $tile = new OperatorRef("aten::tile", "");
const $to$dtype_layout = new OperatorRef("aten::to", "dtype_layout");
const $to$other = new OperatorRef("aten::to", "other");
const $to$dtype = new OperatorRef("aten::to", "dtype");
const $to$device = new OperatorRef("aten::to", "device");
const $to_dense = new OperatorRef("aten::to_dense", "");
const $to_sparse = new OperatorRef("aten::to_sparse", "");
const $to_sparse$sparse_dim = new OperatorRef("aten::to_sparse", "sparse_dim");
const $to_sparse_bsc = new OperatorRef("aten::to_sparse_bsc", "");
const $to_sparse_bsr = new OperatorRef("aten::to_sparse_bsr", "");
const $to_sparse_csc = new OperatorRef("aten::to_sparse_csc", "");
const $to_sparse_csr = new OperatorRef("aten::to_sparse_csr", "");
const $topk = new OperatorRef("aten::topk", "");
const $trace = new OperatorRef("aten::trace", "");
const $transpose$int = new OperatorRef("aten::transpose", "int");
const $transpose_copy$int = new OperatorRef("aten::transpose_copy", "int");
const $transpose_ = new OperatorRef("aten::transpose_", "");
const $trapezoid$dx = new OperatorRef("aten::trapezoid", "dx");
const $trapezoid$x = new OperatorRef("aten::trapezoid", "x");
const $trapz$dx = new OperatorRef("aten::trapz", "dx");
const $trapz$x = new OperatorRef("aten::trapz", "x");
const $triangular_solve = new OperatorRef("aten::triangular_solve", "");
const $tril = new OperatorRef("aten::tril", "");
const $tril_indices = new OperatorRef("aten::tril_indices", "");
const $tril_ = new OperatorRef("aten::tril_", "");
const $triplet_margin_loss = new OperatorRef("aten::triplet_margin_loss", "");
const $triu = new OperatorRef("aten::triu", "");
const $triu_indices = new OperatorRef("aten::triu_indices", "");
const $triu_ = new OperatorRef("aten::triu_", "");
const $true_divide$Tensor = new OperatorRef("aten::true_divide", "Tensor");
const $true_divide$Scalar = new OperatorRef("aten::true_divide", "Scalar");
const $true_divide_$Tensor = new OperatorRef("aten::true_divide_", "Tensor");
const $true_divide_$Scalar = new OperatorRef("aten::true_divide_", "Scalar");
const $trunc = new OperatorRef("aten::trunc", "");
const $trunc_ = new OperatorRef("aten::trunc_", "");
const $type_as = new OperatorRef("aten::type_as", "");
const $unbind$int = new OperatorRef("aten::unbind", "int");
const $unbind_copy$int = new OperatorRef("aten::unbind_copy", "int");
const $unflatten$int = new OperatorRef("aten::unflatten", "int");
const $unfold = new OperatorRef("aten::unfold", "");
const $unfold_copy = new OperatorRef("aten::unfold_copy", "");
const $uniform = new OperatorRef("aten::uniform", "");
const $uniform_ = new OperatorRef("aten::uniform_", "");
const $unique_consecutive = new OperatorRef("aten::unique_consecutive", "");
const $unique_dim = new OperatorRef("aten::unique_dim", "");
const $unique_dim_consecutive = new OperatorRef("aten::unique_dim_consecutive", "");
const $unsafe_chunk = new OperatorRef("aten::unsafe_chunk", "");
const $unsafe_split$Tensor = new OperatorRef("aten::unsafe_split", "Tensor");
const $unsafe_split_with_sizes = new OperatorRef("aten::unsafe_split_with_sizes", "");
const $unsqueeze = new OperatorRef("aten::unsqueeze", "");
const $unsqueeze_copy = new OperatorRef("aten::unsqueeze_copy", "");
const $unsqueeze_ = new OperatorRef("aten::unsqueeze_", "");
const $upsample_bicubic2d$vec = new OperatorRef("aten::upsample_bicubic2d", "vec");
const $upsample_bicubic2d = new OperatorRef("aten::upsample_bicubic2d", "");
const $upsample_bilinear2d$vec = new OperatorRef("aten::upsample_bilinear2d", "vec");
const $upsample_bilinear2d = new OperatorRef("aten::upsample_bilinear2d", "");
const $upsample_linear1d = new OperatorRef("aten::upsample_linear1d", "");
const $upsample_linear1d$vec = new OperatorRef("aten::upsample_linear1d", "vec");
const $upsample_nearest1d = new OperatorRef("aten::upsample_nearest1d", "");
const $upsample_nearest1d$vec = new OperatorRef("aten::upsample_nearest1d", "vec");
const $upsample_nearest2d$vec = new OperatorRef("aten::upsample_nearest2d", "vec");
const $upsample_nearest2d = new OperatorRef("aten::upsample_nearest2d", "");
const $upsample_nearest3d$vec = new OperatorRef("aten::upsample_nearest3d", "vec");
const $upsample_nearest3d = new OperatorRef("aten::upsample_nearest3d", "");
const $upsample_trilinear3d$vec = new OperatorRef("aten::upsample_trilinear3d", "vec");
const $upsample_trilinear3d = new OperatorRef("aten::upsample_trilinear3d", "");
const $values = new OperatorRef("aten::values", "");
const $values_copy = new OperatorRef("aten::values_copy", "");
const $vander = new OperatorRef("aten::vander", "");
const $var = new OperatorRef("aten::var", "");
const $var$correction = new OperatorRef("aten::var", "correction");
const $var$dim = new OperatorRef("aten::var", "dim");
const $var_mean = new OperatorRef("aten::var_mean", "");
const $var_mean$correction = new OperatorRef("aten::var_mean", "correction");
const $var_mean$dim = new OperatorRef("aten::var_mean", "dim");
const $vdot = new OperatorRef("aten::vdot", "");
const $view = new OperatorRef("aten::view", "");
const $view$dtype = new OperatorRef("aten::view", "dtype");
const $view_as = new OperatorRef("aten::view_as", "");
const $view_as_complex = new OperatorRef("aten::view_as_complex", "");
const $view_as_complex_copy = new OperatorRef("aten::view_as_complex_copy", "");
const $view_as_real = new OperatorRef("aten::view_as_real", "");
const $view_as_real_copy = new OperatorRef("aten::view_as_real_copy", "");
const $view_copy = new OperatorRef("aten::view_copy", "");
const $view_copy$dtype = new OperatorRef("aten::view_copy", "dtype");
const $vsplit$array = new OperatorRef("aten::vsplit", "array");
const $vsplit$int = new OperatorRef("aten::vsplit", "int");
const $vstack = new OperatorRef("aten::vstack", "");
const $where = new OperatorRef("aten::where", "");
const $where$self = new OperatorRef("aten::where", "self");
const $where$ScalarOther = new OperatorRef("aten::where", "ScalarOther");
const $where$ScalarSelf = new OperatorRef("aten::where", "ScalarSelf");
const $where$Scalar = new OperatorRef("aten::where", "Scalar");
const $xlogy$Tensor = new OperatorRef("aten::xlogy", "Tensor");
const $xlogy$Scalar_Other = new OperatorRef("aten::xlogy", "Scalar_Other");
const $xlogy$Scalar_Self = new OperatorRef("aten::xlogy", "Scalar_Self");
const $xlogy_$Tensor = new OperatorRef("aten::xlogy_", "Tensor");
const $xlogy_$Scalar_Other = new OperatorRef("aten::xlogy_", "Scalar_Other");
const $zero = new OperatorRef("aten::zero", "");
const $zero_ = new OperatorRef("aten::zero_", "");
const $zeros = new OperatorRef("aten::zeros", "");
const $zeros_like = new OperatorRef("aten::zeros_like", "");

/** `aten::abs(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.abs.html) */
export function abs(self: Tensor): Tensor {
  return wrap(call(id($abs), h(self)) as Handle);
}

/** `aten::abs_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.abs_.html) */
export function abs_(self: Tensor): Tensor {
  call(id($abs_), h(self));
  return self;
}

/** `aten::absolute(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.absolute.html) */
export function absolute(self: Tensor): Tensor {
  return wrap(call(id($absolute), h(self)) as Handle);
}

/** `aten::absolute_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.absolute_.html) */
export function absolute_(self: Tensor): Tensor {
  call(id($absolute_), h(self));
  return self;
}

/** `aten::acos(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.acos.html) */
export function acos(self: Tensor): Tensor {
  return wrap(call(id($acos), h(self)) as Handle);
}

/** `aten::acos_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.acos_.html) */
export function acos_(self: Tensor): Tensor {
  call(id($acos_), h(self));
  return self;
}

/** `aten::acosh(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.acosh.html) */
export function acosh(self: Tensor): Tensor {
  return wrap(call(id($acosh), h(self)) as Handle);
}

/** `aten::acosh_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.acosh_.html) */
export function acosh_(self: Tensor): Tensor {
  call(id($acosh_), h(self));
  return self;
}

/** `aten::adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool1d.html) */
export function adaptiveAvgPool1d(self: Tensor, outputSize: number | readonly number[]): Tensor {
  return wrap(call(id($adaptive_avg_pool1d), h(self), outputSize) as Handle);
}

/** `aten::adaptive_avg_pool2d(Tensor self, SymInt[2] output_size) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool2d.html) */
export function adaptiveAvgPool2d(self: Tensor, outputSize: number | readonly number[]): Tensor {
  return wrap(call(id($adaptive_avg_pool2d), h(self), outputSize) as Handle);
}

/** `aten::adaptive_avg_pool3d(Tensor self, SymInt[3] output_size) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool3d.html) */
export function adaptiveAvgPool3d(self: Tensor, outputSize: number | readonly number[]): Tensor {
  return wrap(call(id($adaptive_avg_pool3d), h(self), outputSize) as Handle);
}

/** `aten::adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor, Tensor)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool1d.html) */
export function adaptiveMaxPool1d(self: Tensor, outputSize: number | readonly number[]): [result0: Tensor, result1: Tensor] {
  return wrapAll(call(id($adaptive_max_pool1d), h(self), outputSize)) as [result0: Tensor, result1: Tensor];
}

/** `aten::adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor, Tensor)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool2d.html) */
export function adaptiveMaxPool2d(self: Tensor, outputSize: number | readonly number[]): [result0: Tensor, result1: Tensor] {
  return wrapAll(call(id($adaptive_max_pool2d), h(self), outputSize)) as [result0: Tensor, result1: Tensor];
}

/** `aten::adaptive_max_pool3d(Tensor self, int[3] output_size) -> (Tensor, Tensor)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool3d.html) */
export function adaptiveMaxPool3d(self: Tensor, outputSize: number | readonly number[]): [result0: Tensor, result1: Tensor] {
  return wrapAll(call(id($adaptive_max_pool3d), h(self), outputSize)) as [result0: Tensor, result1: Tensor];
}

const $add$Tensor$2 = new Set<string>(["alpha"]);
const $add$Scalar$2 = new Set<string>(["alpha"]);
/** `aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`  
 * `aten::add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.add.html) */
export function add(self: Tensor, other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
export function add(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
export function add(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && fits(a2, $add$Tensor$2)) {
    return wrap(call(id($add$Tensor), h(a0), h(a1), (a2 as Options)?.alpha) as Handle);
  }
  if (isScalar(a1) && (a2 === undefined || isScalar(a2))) {
    return wrap(call(id($add$Scalar), h(a0), a1, a2) as Handle);
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $add$Scalar$2)) {
    return wrap(call(id($add$Scalar), h(a0), a1, (a2 as Options)?.alpha) as Handle);
  }
  throw noOverload("add", [$add$Tensor, $add$Scalar], [a0, a1, a2]);
}

const $add_$Tensor$2 = new Set<string>(["alpha"]);
const $add_$Scalar$2 = new Set<string>(["alpha"]);
/** `aten::add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`  
 * `aten::add_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.add_.html) */
export function add_(self: Tensor, other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
export function add_(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
export function add_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && fits(a2, $add_$Tensor$2)) {
    call(id($add_$Tensor), h(a0), h(a1), (a2 as Options)?.alpha);
    return a0 as Tensor;
  }
  if (isScalar(a1) && (a2 === undefined || isScalar(a2))) {
    call(id($add_$Scalar), h(a0), a1, a2);
    return a0 as Tensor;
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $add_$Scalar$2)) {
    call(id($add_$Scalar), h(a0), a1, (a2 as Options)?.alpha);
    return a0 as Tensor;
  }
  throw noOverload("add_", [$add_$Tensor, $add_$Scalar], [a0, a1, a2]);
}

/** `aten::addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addbmm.html) */
export function addbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor {
  return wrap(call(id($addbmm), h(self), h(batch1), h(batch2), options?.beta, options?.alpha) as Handle);
}

/** `aten::addbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addbmm_.html) */
export function addbmm_(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor {
  call(id($addbmm_), h(self), h(batch1), h(batch2), options?.beta, options?.alpha);
  return self;
}

/** `aten::addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addcdiv.html) */
export function addcdiv(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor {
  return wrap(call(id($addcdiv), h(self), h(tensor1), h(tensor2), options?.value) as Handle);
}

/** `aten::addcdiv_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addcdiv_.html) */
export function addcdiv_(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor {
  call(id($addcdiv_), h(self), h(tensor1), h(tensor2), options?.value);
  return self;
}

/** `aten::addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addcmul.html) */
export function addcmul(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor {
  return wrap(call(id($addcmul), h(self), h(tensor1), h(tensor2), options?.value) as Handle);
}

/** `aten::addcmul_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addcmul_.html) */
export function addcmul_(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor {
  call(id($addcmul_), h(self), h(tensor1), h(tensor2), options?.value);
  return self;
}

const $addmm$3 = new Set<string>(["beta","alpha"]);
const $addmm$dtype$4 = new Set<string>(["beta","alpha"]);
/** `aten::addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
 * `aten::addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addmm.html) */
export function addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
export function addmm(self: Tensor, mat1: Tensor, mat2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
export function addmm(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a4 === undefined && fits(a3, $addmm$3)) {
    return wrap(call(id($addmm), h(a0), h(a1), h(a2), (a3 as Options)?.beta, (a3 as Options)?.alpha) as Handle);
  }
  if (typeof a3 === "string" && fits(a4, $addmm$dtype$4)) {
    return wrap(call(id($addmm$dtype), h(a0), h(a1), h(a2), a3, (a4 as Options)?.beta, (a4 as Options)?.alpha) as Handle);
  }
  throw noOverload("addmm", [$addmm, $addmm$dtype], [a0, a1, a2, a3, a4]);
}

/** `aten::addmm_(Tensor(a!) self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addmm_.html) */
export function addmm_(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor {
  call(id($addmm_), h(self), h(mat1), h(mat2), options?.beta, options?.alpha);
  return self;
}

/** `aten::addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addmv.html) */
export function addmv(self: Tensor, mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor {
  return wrap(call(id($addmv), h(self), h(mat), h(vec), options?.beta, options?.alpha) as Handle);
}

/** `aten::addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addmv_.html) */
export function addmv_(self: Tensor, mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor {
  call(id($addmv_), h(self), h(mat), h(vec), options?.beta, options?.alpha);
  return self;
}

/** `aten::addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.addr.html) */
export function addr(self: Tensor, vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor {
  return wrap(call(id($addr), h(self), h(vec1), h(vec2), options?.beta, options?.alpha) as Handle);
}

/** `aten::addr_(Tensor(a!) self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addr_.html) */
export function addr_(self: Tensor, vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor {
  call(id($addr_), h(self), h(vec1), h(vec2), options?.beta, options?.alpha);
  return self;
}

/** `aten::adjoint(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.adjoint.html) */
export function adjoint(self: Tensor): Tensor {
  return wrap(call(id($adjoint), h(self)) as Handle);
}

/** `aten::affine_grid_generator(Tensor theta, SymInt[] size, bool align_corners) -> Tensor` */
export function affineGridGenerator(theta: Tensor, size: readonly number[], alignCorners: boolean): Tensor {
  return wrap(call(id($affine_grid_generator), h(theta), size, alignCorners) as Handle);
}

/** `aten::alias(Tensor(a) self) -> Tensor(a)` */
export function alias(self: Tensor): Tensor {
  return wrap(call(id($alias), h(self)) as Handle);
}

/** `aten::alias_copy(Tensor self) -> Tensor` */
export function aliasCopy(self: Tensor): Tensor {
  return wrap(call(id($alias_copy), h(self)) as Handle);
}

const $all$dim$2 = new Set<string>(["keepdim"]);
const $all$dims$2 = new Set<string>(["keepdim"]);
const $all$dims$1 = new Set<string>(["dim","keepdim"]);
/** `aten::all(Tensor self) -> Tensor`  
 * `aten::all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor`  
 * `aten::all.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.all.html) */
export function all(self: Tensor): Tensor;
export function all(self: Tensor, dim: number | bigint, options?: { keepdim?: boolean }): Tensor;
export function all(self: Tensor, dim: number | bigint, keepdim?: boolean): Tensor;
export function all(self: Tensor, options?: { dim?: readonly number[]; keepdim?: boolean }): Tensor;
export function all(self: Tensor, dim?: readonly number[], options?: { keepdim?: boolean }): Tensor;
export function all(self: Tensor, dim?: readonly number[], keepdim?: boolean): Tensor;
export function all(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && a1 === undefined) {
    return wrap(call(id($all), h(a0)) as Handle);
  }
  if (isInteger(a1) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrap(call(id($all$dim), h(a0), a1, a2) as Handle);
  }
  if (isInteger(a1) && isOptions(a2) && fits(a2, $all$dim$2)) {
    return wrap(call(id($all$dim), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || isNumberList(a1)) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrap(call(id($all$dims), h(a0), a1, a2) as Handle);
  }
  if ((a1 === undefined || isNumberList(a1)) && isOptions(a2) && fits(a2, $all$dims$2)) {
    return wrap(call(id($all$dims), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $all$dims$1)) {
    return wrap(call(id($all$dims), h(a0), (a1 as Options)?.dim, (a1 as Options)?.keepdim) as Handle);
  }
  throw noOverload("all", [$all, $all$dim, $all$dims], [a0, a1, a2]);
}

/** `aten::allclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> bool`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.allclose.html) */
export function allclose(self: Tensor, other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): boolean;
export function allclose(self: Tensor, other: Tensor, rtol?: number, options?: { atol?: number; equalNan?: boolean }): boolean;
export function allclose(self: Tensor, other: Tensor, rtol?: number, atol?: number, options?: { equalNan?: boolean }): boolean;
export function allclose(self: Tensor, other: Tensor, rtol?: number, atol?: number, equalNan?: boolean): boolean;
export function allclose(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): boolean {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return call(id($allclose), h(a0), h(a1), (a2 as Options)?.rtol, (a2 as Options)?.atol, (a2 as Options)?.equalNan) as boolean;
  }
  if ((a2 === undefined || typeof a2 === "number") && a4 === undefined && isOptions(a3)) {
    return call(id($allclose), h(a0), h(a1), a2, (a3 as Options)?.atol, (a3 as Options)?.equalNan) as boolean;
  }
  if ((a2 === undefined || typeof a2 === "number") && (a3 === undefined || typeof a3 === "number") && isOptions(a4)) {
    return call(id($allclose), h(a0), h(a1), a2, a3, (a4 as Options)?.equalNan) as boolean;
  }
  return call(id($allclose), h(a0), h(a1), a2, a3, a4) as boolean;
}

/** `aten::alpha_dropout(Tensor input, float p, bool train) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.alpha_dropout.html) */
export function alphaDropout(input: Tensor, p: number, train: boolean): Tensor {
  return wrap(call(id($alpha_dropout), h(input), p, train) as Handle);
}

/** `aten::alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
export function alphaDropout_(self: Tensor, p: number, train: boolean): Tensor {
  call(id($alpha_dropout_), h(self), p, train);
  return self;
}

/** `aten::amax(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.amax.html) */
export function amax(self: Tensor, options?: { dim?: number | readonly number[]; keepdim?: boolean }): Tensor;
export function amax(self: Tensor, dim?: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
export function amax(self: Tensor, dim?: number | readonly number[], keepdim?: boolean): Tensor;
export function amax(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($amax), h(a0), (a1 as Options)?.dim, (a1 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && isOptions(a2)) {
    return wrap(call(id($amax), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  return wrap(call(id($amax), h(a0), a1, a2) as Handle);
}

/** `aten::amin(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.amin.html) */
export function amin(self: Tensor, options?: { dim?: number | readonly number[]; keepdim?: boolean }): Tensor;
export function amin(self: Tensor, dim?: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
export function amin(self: Tensor, dim?: number | readonly number[], keepdim?: boolean): Tensor;
export function amin(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($amin), h(a0), (a1 as Options)?.dim, (a1 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && isOptions(a2)) {
    return wrap(call(id($amin), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  return wrap(call(id($amin), h(a0), a1, a2) as Handle);
}

/** `aten::aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.aminmax.html) */
export function aminmax(self: Tensor, options?: { dim?: number | bigint; keepdim?: boolean }): [min: Tensor, max: Tensor] {
  return wrapAll(call(id($aminmax), h(self), options?.dim, options?.keepdim)) as [min: Tensor, max: Tensor];
}

/** `aten::angle(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.angle.html) */
export function angle(self: Tensor): Tensor {
  return wrap(call(id($angle), h(self)) as Handle);
}

const $any$dim$2 = new Set<string>(["keepdim"]);
const $any$dims$2 = new Set<string>(["keepdim"]);
const $any$dims$1 = new Set<string>(["dim","keepdim"]);
/** `aten::any(Tensor self) -> Tensor`  
 * `aten::any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor`  
 * `aten::any.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.any.html) */
export function any(self: Tensor): Tensor;
export function any(self: Tensor, dim: number | bigint, options?: { keepdim?: boolean }): Tensor;
export function any(self: Tensor, dim: number | bigint, keepdim?: boolean): Tensor;
export function any(self: Tensor, options?: { dim?: readonly number[]; keepdim?: boolean }): Tensor;
export function any(self: Tensor, dim?: readonly number[], options?: { keepdim?: boolean }): Tensor;
export function any(self: Tensor, dim?: readonly number[], keepdim?: boolean): Tensor;
export function any(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && a1 === undefined) {
    return wrap(call(id($any), h(a0)) as Handle);
  }
  if (isInteger(a1) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrap(call(id($any$dim), h(a0), a1, a2) as Handle);
  }
  if (isInteger(a1) && isOptions(a2) && fits(a2, $any$dim$2)) {
    return wrap(call(id($any$dim), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || isNumberList(a1)) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrap(call(id($any$dims), h(a0), a1, a2) as Handle);
  }
  if ((a1 === undefined || isNumberList(a1)) && isOptions(a2) && fits(a2, $any$dims$2)) {
    return wrap(call(id($any$dims), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $any$dims$1)) {
    return wrap(call(id($any$dims), h(a0), (a1 as Options)?.dim, (a1 as Options)?.keepdim) as Handle);
  }
  throw noOverload("any", [$any, $any$dim, $any$dims], [a0, a1, a2]);
}

const $arange$1 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $arange$start$2 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $arange$start_step$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $arange$start_step$2 = new Set<string>(["step","dtype","layout","device","pinMemory"]);
/** `aten::arange(Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::arange.start(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::arange.start_step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arange.html) */
export function arange(end: Scalar, options: { dtype: DType | undefined; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function arange(start: Scalar, end: Scalar, options: { dtype: DType | undefined; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function arange(start: Scalar, end: Scalar, options: { step?: Scalar; dtype: DType | undefined; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function arange(start: Scalar, end: Scalar, step: Scalar | undefined, options: { dtype: DType | undefined; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function arange(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1) && fits(a1, $arange$1) && "dtype" in a1) {
    return wrap(call(id($arange), a0, (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory) as Handle);
  }
  if (isScalar(a1) && a3 === undefined && isOptions(a2) && fits(a2, $arange$start$2) && "dtype" in a2) {
    return wrap(call(id($arange$start), a0, a1, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  if (isScalar(a1) && (a2 === undefined || isScalar(a2)) && isOptions(a3) && fits(a3, $arange$start_step$3) && "dtype" in a3) {
    return wrap(call(id($arange$start_step), a0, a1, a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (isScalar(a1) && a3 === undefined && isOptions(a2) && fits(a2, $arange$start_step$2) && "dtype" in a2) {
    return wrap(call(id($arange$start_step), a0, a1, (a2 as Options)?.step, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("arange", [$arange, $arange$start, $arange$start_step], [a0, a1, a2, a3]);
}

/** `aten::arccos(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arccos.html) */
export function arccos(self: Tensor): Tensor {
  return wrap(call(id($arccos), h(self)) as Handle);
}

/** `aten::arccos_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arccos_.html) */
export function arccos_(self: Tensor): Tensor {
  call(id($arccos_), h(self));
  return self;
}

/** `aten::arccosh(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arccosh.html) */
export function arccosh(self: Tensor): Tensor {
  return wrap(call(id($arccosh), h(self)) as Handle);
}

/** `aten::arccosh_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arccosh_.html) */
export function arccosh_(self: Tensor): Tensor {
  call(id($arccosh_), h(self));
  return self;
}

/** `aten::arcsin(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arcsin.html) */
export function arcsin(self: Tensor): Tensor {
  return wrap(call(id($arcsin), h(self)) as Handle);
}

/** `aten::arcsin_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arcsin_.html) */
export function arcsin_(self: Tensor): Tensor {
  call(id($arcsin_), h(self));
  return self;
}

/** `aten::arcsinh(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arcsinh.html) */
export function arcsinh(self: Tensor): Tensor {
  return wrap(call(id($arcsinh), h(self)) as Handle);
}

/** `aten::arcsinh_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arcsinh_.html) */
export function arcsinh_(self: Tensor): Tensor {
  call(id($arcsinh_), h(self));
  return self;
}

/** `aten::arctan(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arctan.html) */
export function arctan(self: Tensor): Tensor {
  return wrap(call(id($arctan), h(self)) as Handle);
}

/** `aten::arctan2(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arctan2.html) */
export function arctan2(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($arctan2), h(self), h(other)) as Handle);
}

/** `aten::arctan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arctan2_.html) */
export function arctan2_(self: Tensor, other: Tensor): Tensor {
  call(id($arctan2_), h(self), h(other));
  return self;
}

/** `aten::arctan_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arctan_.html) */
export function arctan_(self: Tensor): Tensor {
  call(id($arctan_), h(self));
  return self;
}

/** `aten::arctanh(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.arctanh.html) */
export function arctanh(self: Tensor): Tensor {
  return wrap(call(id($arctanh), h(self)) as Handle);
}

/** `aten::arctanh_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.arctanh_.html) */
export function arctanh_(self: Tensor): Tensor {
  call(id($arctanh_), h(self));
  return self;
}

/** `aten::argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.argmax.html) */
export function argmax(self: Tensor, options?: { dim?: number | bigint; keepdim?: boolean }): Tensor;
export function argmax(self: Tensor, dim?: number | bigint, options?: { keepdim?: boolean }): Tensor;
export function argmax(self: Tensor, dim?: number | bigint, keepdim?: boolean): Tensor;
export function argmax(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($argmax), h(a0), (a1 as Options)?.dim, (a1 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && isOptions(a2)) {
    return wrap(call(id($argmax), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  return wrap(call(id($argmax), h(a0), a1, a2) as Handle);
}

/** `aten::argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.argmin.html) */
export function argmin(self: Tensor, options?: { dim?: number | bigint; keepdim?: boolean }): Tensor;
export function argmin(self: Tensor, dim?: number | bigint, options?: { keepdim?: boolean }): Tensor;
export function argmin(self: Tensor, dim?: number | bigint, keepdim?: boolean): Tensor;
export function argmin(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($argmin), h(a0), (a1 as Options)?.dim, (a1 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && isOptions(a2)) {
    return wrap(call(id($argmin), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  return wrap(call(id($argmin), h(a0), a1, a2) as Handle);
}

const $argsort$stable$1 = new Set<string>(["stable","dim","descending"]);
const $argsort$2 = new Set<string>(["descending"]);
const $argsort$1 = new Set<string>(["dim","descending"]);
/** `aten::argsort.stable(Tensor self, *, bool stable, int dim=-1, bool descending=False) -> Tensor`  
 * `aten::argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.argsort.html) */
export function argsort(self: Tensor, options: { stable: boolean; dim?: number | bigint; descending?: boolean }): Tensor;
export function argsort(self: Tensor, options?: { dim?: number | bigint; descending?: boolean }): Tensor;
export function argsort(self: Tensor, dim?: number | bigint, options?: { descending?: boolean }): Tensor;
export function argsort(self: Tensor, dim?: number | bigint, descending?: boolean): Tensor;
export function argsort(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1) && fits(a1, $argsort$stable$1) && "stable" in a1) {
    return wrap(call(id($argsort$stable), h(a0), (a1 as Options)?.stable, (a1 as Options)?.dim, (a1 as Options)?.descending) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrap(call(id($argsort), h(a0), a1, a2) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && isOptions(a2) && fits(a2, $argsort$2)) {
    return wrap(call(id($argsort), h(a0), a1, (a2 as Options)?.descending) as Handle);
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $argsort$1)) {
    return wrap(call(id($argsort), h(a0), (a1 as Options)?.dim, (a1 as Options)?.descending) as Handle);
  }
  throw noOverload("argsort", [$argsort$stable, $argsort], [a0, a1, a2]);
}

/** `aten::argwhere(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.argwhere.html) */
export function argwhere(self: Tensor): Tensor {
  return wrap(call(id($argwhere), h(self)) as Handle);
}

/** `aten::as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.as_strided.html) */
export function asStrided(self: Tensor, size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | bigint }): Tensor;
export function asStrided(self: Tensor, size: readonly number[], stride: readonly number[], storageOffset?: number | bigint): Tensor;
export function asStrided(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (isOptions(a3)) {
    return wrap(call(id($as_strided), h(a0), a1, a2, (a3 as Options)?.storageOffset) as Handle);
  }
  return wrap(call(id($as_strided), h(a0), a1, a2, a3) as Handle);
}

/** `aten::as_strided_copy(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
export function asStridedCopy(self: Tensor, size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | bigint }): Tensor;
export function asStridedCopy(self: Tensor, size: readonly number[], stride: readonly number[], storageOffset?: number | bigint): Tensor;
export function asStridedCopy(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (isOptions(a3)) {
    return wrap(call(id($as_strided_copy), h(a0), a1, a2, (a3 as Options)?.storageOffset) as Handle);
  }
  return wrap(call(id($as_strided_copy), h(a0), a1, a2, a3) as Handle);
}

/** `aten::as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
export function asStridedScatter(self: Tensor, src: Tensor, size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | bigint }): Tensor;
export function asStridedScatter(self: Tensor, src: Tensor, size: readonly number[], stride: readonly number[], storageOffset?: number | bigint): Tensor;
export function asStridedScatter(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (isOptions(a4)) {
    return wrap(call(id($as_strided_scatter), h(a0), h(a1), a2, a3, (a4 as Options)?.storageOffset) as Handle);
  }
  return wrap(call(id($as_strided_scatter), h(a0), h(a1), a2, a3, a4) as Handle);
}

/** `aten::as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.as_strided_.html) */
export function asStrided_(self: Tensor, size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | bigint }): Tensor;
export function asStrided_(self: Tensor, size: readonly number[], stride: readonly number[], storageOffset?: number | bigint): Tensor;
export function asStrided_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (isOptions(a3)) {
    call(id($as_strided_), h(a0), a1, a2, (a3 as Options)?.storageOffset);
    return a0 as Tensor;
  }
  call(id($as_strided_), h(a0), a1, a2, a3);
  return a0 as Tensor;
}

/** `aten::asin(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.asin.html) */
export function asin(self: Tensor): Tensor {
  return wrap(call(id($asin), h(self)) as Handle);
}

/** `aten::asin_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.asin_.html) */
export function asin_(self: Tensor): Tensor {
  call(id($asin_), h(self));
  return self;
}

/** `aten::asinh(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.asinh.html) */
export function asinh(self: Tensor): Tensor {
  return wrap(call(id($asinh), h(self)) as Handle);
}

/** `aten::asinh_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.asinh_.html) */
export function asinh_(self: Tensor): Tensor {
  call(id($asinh_), h(self));
  return self;
}

/** `aten::atan(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atan.html) */
export function atan(self: Tensor): Tensor {
  return wrap(call(id($atan), h(self)) as Handle);
}

/** `aten::atan2(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atan2.html) */
export function atan2(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($atan2), h(self), h(other)) as Handle);
}

/** `aten::atan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.atan2_.html) */
export function atan2_(self: Tensor, other: Tensor): Tensor {
  call(id($atan2_), h(self), h(other));
  return self;
}

/** `aten::atan_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.atan_.html) */
export function atan_(self: Tensor): Tensor {
  call(id($atan_), h(self));
  return self;
}

/** `aten::atanh(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atanh.html) */
export function atanh(self: Tensor): Tensor {
  return wrap(call(id($atanh), h(self)) as Handle);
}

/** `aten::atanh_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.atanh_.html) */
export function atanh_(self: Tensor): Tensor {
  call(id($atanh_), h(self));
  return self;
}

/** `aten::atleast_1d(Tensor self) -> Tensor`  
 * `aten::atleast_1d.Sequence(Tensor[] tensors) -> Tensor[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atleast_1d.html) */
export function atleast1d(self: Tensor): Tensor;
export function atleast1d(tensors: readonly Tensor[]): Tensor[];
export function atleast1d(a0?: unknown): Tensor | Tensor[] {
  if (a0 instanceof Tensor) {
    return wrap(call(id($atleast_1d), h(a0)) as Handle);
  }
  if (isTensorList(a0)) {
    return wrapAll(call(id($atleast_1d$Sequence), hs(a0)));
  }
  throw noOverload("atleast1d", [$atleast_1d, $atleast_1d$Sequence], [a0]);
}

/** `aten::atleast_2d(Tensor self) -> Tensor`  
 * `aten::atleast_2d.Sequence(Tensor[] tensors) -> Tensor[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atleast_2d.html) */
export function atleast2d(self: Tensor): Tensor;
export function atleast2d(tensors: readonly Tensor[]): Tensor[];
export function atleast2d(a0?: unknown): Tensor | Tensor[] {
  if (a0 instanceof Tensor) {
    return wrap(call(id($atleast_2d), h(a0)) as Handle);
  }
  if (isTensorList(a0)) {
    return wrapAll(call(id($atleast_2d$Sequence), hs(a0)));
  }
  throw noOverload("atleast2d", [$atleast_2d, $atleast_2d$Sequence], [a0]);
}

/** `aten::atleast_3d(Tensor self) -> Tensor`  
 * `aten::atleast_3d.Sequence(Tensor[] tensors) -> Tensor[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.atleast_3d.html) */
export function atleast3d(self: Tensor): Tensor;
export function atleast3d(tensors: readonly Tensor[]): Tensor[];
export function atleast3d(a0?: unknown): Tensor | Tensor[] {
  if (a0 instanceof Tensor) {
    return wrap(call(id($atleast_3d), h(a0)) as Handle);
  }
  if (isTensorList(a0)) {
    return wrapAll(call(id($atleast_3d$Sequence), hs(a0)));
  }
  throw noOverload("atleast3d", [$atleast_3d, $atleast_3d$Sequence], [a0]);
}

/** `aten::avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], bool ceil_mode=False, bool count_include_pad=True) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool1d.html) */
export function avgPool1d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
export function avgPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
export function avgPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
export function avgPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, options?: { countIncludePad?: boolean }): Tensor;
export function avgPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean): Tensor;
export function avgPool1d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrap(call(id($avg_pool1d), h(a0), a1, (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.ceilMode, (a2 as Options)?.countIncludePad) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($avg_pool1d), h(a0), a1, a2, (a3 as Options)?.padding, (a3 as Options)?.ceilMode, (a3 as Options)?.countIncludePad) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($avg_pool1d), h(a0), a1, a2, a3, (a4 as Options)?.ceilMode, (a4 as Options)?.countIncludePad) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "boolean") && isOptions(a5)) {
    return wrap(call(id($avg_pool1d), h(a0), a1, a2, a3, a4, (a5 as Options)?.countIncludePad) as Handle);
  }
  return wrap(call(id($avg_pool1d), h(a0), a1, a2, a3, a4, a5) as Handle);
}

/** `aten::avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool2d.html) */
export function avgPool2d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
export function avgPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
export function avgPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
export function avgPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, options?: { countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
export function avgPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, options?: { divisorOverride?: number | bigint }): Tensor;
export function avgPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, divisorOverride?: number | bigint): Tensor;
export function avgPool2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a2)) {
    return wrap(call(id($avg_pool2d), h(a0), a1, (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.ceilMode, (a2 as Options)?.countIncludePad, (a2 as Options)?.divisorOverride) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3)) {
    return wrap(call(id($avg_pool2d), h(a0), a1, a2, (a3 as Options)?.padding, (a3 as Options)?.ceilMode, (a3 as Options)?.countIncludePad, (a3 as Options)?.divisorOverride) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && isOptions(a4)) {
    return wrap(call(id($avg_pool2d), h(a0), a1, a2, a3, (a4 as Options)?.ceilMode, (a4 as Options)?.countIncludePad, (a4 as Options)?.divisorOverride) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "boolean") && a6 === undefined && isOptions(a5)) {
    return wrap(call(id($avg_pool2d), h(a0), a1, a2, a3, a4, (a5 as Options)?.countIncludePad, (a5 as Options)?.divisorOverride) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "boolean") && (a5 === undefined || typeof a5 === "boolean") && isOptions(a6)) {
    return wrap(call(id($avg_pool2d), h(a0), a1, a2, a3, a4, a5, (a6 as Options)?.divisorOverride) as Handle);
  }
  return wrap(call(id($avg_pool2d), h(a0), a1, a2, a3, a4, a5, a6) as Handle);
}

/** `aten::avg_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool3d.html) */
export function avgPool3d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
export function avgPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
export function avgPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
export function avgPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, options?: { countIncludePad?: boolean; divisorOverride?: number | bigint }): Tensor;
export function avgPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, options?: { divisorOverride?: number | bigint }): Tensor;
export function avgPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, divisorOverride?: number | bigint): Tensor;
export function avgPool3d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a2)) {
    return wrap(call(id($avg_pool3d), h(a0), a1, (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.ceilMode, (a2 as Options)?.countIncludePad, (a2 as Options)?.divisorOverride) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3)) {
    return wrap(call(id($avg_pool3d), h(a0), a1, a2, (a3 as Options)?.padding, (a3 as Options)?.ceilMode, (a3 as Options)?.countIncludePad, (a3 as Options)?.divisorOverride) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && isOptions(a4)) {
    return wrap(call(id($avg_pool3d), h(a0), a1, a2, a3, (a4 as Options)?.ceilMode, (a4 as Options)?.countIncludePad, (a4 as Options)?.divisorOverride) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "boolean") && a6 === undefined && isOptions(a5)) {
    return wrap(call(id($avg_pool3d), h(a0), a1, a2, a3, a4, (a5 as Options)?.countIncludePad, (a5 as Options)?.divisorOverride) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "boolean") && (a5 === undefined || typeof a5 === "boolean") && isOptions(a6)) {
    return wrap(call(id($avg_pool3d), h(a0), a1, a2, a3, a4, a5, (a6 as Options)?.divisorOverride) as Handle);
  }
  return wrap(call(id($avg_pool3d), h(a0), a1, a2, a3, a4, a5, a6) as Handle);
}

const $baddbmm$3 = new Set<string>(["beta","alpha"]);
const $baddbmm$dtype$4 = new Set<string>(["beta","alpha"]);
/** `aten::baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
 * `aten::baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.baddbmm.html) */
export function baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
export function baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
export function baddbmm(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a4 === undefined && fits(a3, $baddbmm$3)) {
    return wrap(call(id($baddbmm), h(a0), h(a1), h(a2), (a3 as Options)?.beta, (a3 as Options)?.alpha) as Handle);
  }
  if (typeof a3 === "string" && fits(a4, $baddbmm$dtype$4)) {
    return wrap(call(id($baddbmm$dtype), h(a0), h(a1), h(a2), a3, (a4 as Options)?.beta, (a4 as Options)?.alpha) as Handle);
  }
  throw noOverload("baddbmm", [$baddbmm, $baddbmm$dtype], [a0, a1, a2, a3, a4]);
}

/** `aten::baddbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.baddbmm_.html) */
export function baddbmm_(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor {
  call(id($baddbmm_), h(self), h(batch1), h(batch2), options?.beta, options?.alpha);
  return self;
}

const $bartlett_window$1 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $bartlett_window$periodic$2 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::bartlett_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::bartlett_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bartlett_window.html) */
export function bartlettWindow(windowLength: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function bartlettWindow(windowLength: number | bigint, periodic: boolean, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function bartlettWindow(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && fits(a1, $bartlett_window$1)) {
    return wrap(call(id($bartlett_window), a0, (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory) as Handle);
  }
  if (typeof a1 === "boolean" && fits(a2, $bartlett_window$periodic$2)) {
    return wrap(call(id($bartlett_window$periodic), a0, a1, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("bartlettWindow", [$bartlett_window, $bartlett_window$periodic], [a0, a1, a2]);
}

/** `aten::batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.batch_norm.html) */
export function batchNorm(input: Tensor, weight: Tensor | undefined, bias: Tensor | undefined, runningMean: Tensor | undefined, runningVar: Tensor | undefined, training: boolean, momentum: number, eps: number, cudnnEnabled: boolean): Tensor {
  return wrap(call(id($batch_norm), h(input), ho(weight), ho(bias), ho(runningMean), ho(runningVar), training, momentum, eps, cudnnEnabled) as Handle);
}

const $bernoulli$1 = new Set<string>(["generator"]);
const $bernoulli$Tensor$2 = new Set<string>(["generator"]);
const $bernoulli$p$2 = new Set<string>(["generator"]);
/** `aten::bernoulli(Tensor self, *, Generator? generator=None) -> Tensor`  
 * `aten::bernoulli.Tensor(Tensor self, Tensor p, *, Generator? generator=None) -> Tensor`  
 * `aten::bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bernoulli.html) */
export function bernoulli(self: Tensor, options?: { generator?: Generator }): Tensor;
export function bernoulli(self: Tensor, p: Tensor | number, options?: { generator?: Generator }): Tensor;
export function bernoulli(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && fits(a1, $bernoulli$1)) {
    return wrap(call(id($bernoulli), h(a0), generatorHandle((a1 as Options)?.generator)) as Handle);
  }
  if (a1 instanceof Tensor && fits(a2, $bernoulli$Tensor$2)) {
    return wrap(call(id($bernoulli$Tensor), h(a0), h(a1), generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  if (typeof a1 === "number" && fits(a2, $bernoulli$p$2)) {
    return wrap(call(id($bernoulli$p), h(a0), a1, generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  throw noOverload("bernoulli", [$bernoulli, $bernoulli$Tensor, $bernoulli$p], [a0, a1, a2]);
}

const $bernoulli_$Tensor$2 = new Set<string>(["generator"]);
const $bernoulli_$float$2 = new Set<string>(["generator"]);
const $bernoulli_$float$1 = new Set<string>(["p","generator"]);
/** `aten::bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)`  
 * `aten::bernoulli_.float(Tensor(a!) self, float p=0.5, *, Generator? generator=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bernoulli_.html) */
export function bernoulli_(self: Tensor, p: Tensor, options?: { generator?: Generator }): Tensor;
export function bernoulli_(self: Tensor, options?: { p?: number; generator?: Generator }): Tensor;
export function bernoulli_(self: Tensor, p?: number, options?: { generator?: Generator }): Tensor;
export function bernoulli_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && fits(a2, $bernoulli_$Tensor$2)) {
    call(id($bernoulli_$Tensor), h(a0), h(a1), generatorHandle((a2 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a1 === undefined || typeof a1 === "number") && fits(a2, $bernoulli_$float$2)) {
    call(id($bernoulli_$float), h(a0), a1, generatorHandle((a2 as Options)?.generator));
    return a0 as Tensor;
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $bernoulli_$float$1)) {
    call(id($bernoulli_$float), h(a0), (a1 as Options)?.p, generatorHandle((a1 as Options)?.generator));
    return a0 as Tensor;
  }
  throw noOverload("bernoulli_", [$bernoulli_$Tensor, $bernoulli_$float], [a0, a1, a2]);
}

/** `aten::bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.bilinear.html) */
export function bilinear(input1: Tensor, input2: Tensor, weight: Tensor, options?: { bias?: Tensor }): Tensor;
export function bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias?: Tensor): Tensor;
export function bilinear(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (isOptions(a3)) {
    return wrap(call(id($bilinear), h(a0), h(a1), h(a2), ho((a3 as Options)?.bias)) as Handle);
  }
  return wrap(call(id($bilinear), h(a0), h(a1), h(a2), ho(a3)) as Handle);
}

/** `aten::binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy.html) */
export function binaryCrossEntropy(self: Tensor, target: Tensor, options?: { weight?: Tensor; reduction?: number | bigint }): Tensor;
export function binaryCrossEntropy(self: Tensor, target: Tensor, weight?: Tensor, options?: { reduction?: number | bigint }): Tensor;
export function binaryCrossEntropy(self: Tensor, target: Tensor, weight?: Tensor, reduction?: number | bigint): Tensor;
export function binaryCrossEntropy(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($binary_cross_entropy), h(a0), h(a1), ho((a2 as Options)?.weight), (a2 as Options)?.reduction) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && isOptions(a3)) {
    return wrap(call(id($binary_cross_entropy), h(a0), h(a1), ho(a2), (a3 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($binary_cross_entropy), h(a0), h(a1), ho(a2), a3) as Handle);
}

/** `aten::binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy_with_logits.html) */
export function binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, options?: { weight?: Tensor; posWeight?: Tensor; reduction?: number | bigint }): Tensor;
export function binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, weight?: Tensor, options?: { posWeight?: Tensor; reduction?: number | bigint }): Tensor;
export function binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, weight?: Tensor, posWeight?: Tensor, options?: { reduction?: number | bigint }): Tensor;
export function binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, weight?: Tensor, posWeight?: Tensor, reduction?: number | bigint): Tensor;
export function binaryCrossEntropyWithLogits(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($binary_cross_entropy_with_logits), h(a0), h(a1), ho((a2 as Options)?.weight), ho((a2 as Options)?.posWeight), (a2 as Options)?.reduction) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($binary_cross_entropy_with_logits), h(a0), h(a1), ho(a2), ho((a3 as Options)?.posWeight), (a3 as Options)?.reduction) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || a3 instanceof Tensor) && isOptions(a4)) {
    return wrap(call(id($binary_cross_entropy_with_logits), h(a0), h(a1), ho(a2), ho(a3), (a4 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($binary_cross_entropy_with_logits), h(a0), h(a1), ho(a2), ho(a3), a4) as Handle);
}

/** `aten::bincount(Tensor self, Tensor? weights=None, SymInt minlength=0) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bincount.html) */
export function bincount(self: Tensor, options?: { weights?: Tensor; minlength?: number | bigint }): Tensor;
export function bincount(self: Tensor, weights?: Tensor, options?: { minlength?: number | bigint }): Tensor;
export function bincount(self: Tensor, weights?: Tensor, minlength?: number | bigint): Tensor;
export function bincount(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($bincount), h(a0), ho((a1 as Options)?.weights), (a1 as Options)?.minlength) as Handle);
  }
  if ((a1 === undefined || a1 instanceof Tensor) && isOptions(a2)) {
    return wrap(call(id($bincount), h(a0), ho(a1), (a2 as Options)?.minlength) as Handle);
  }
  return wrap(call(id($bincount), h(a0), ho(a1), a2) as Handle);
}

/** `aten::binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor` */
export function binomial(count: Tensor, prob: Tensor, options?: { generator?: Generator }): Tensor;
export function binomial(count: Tensor, prob: Tensor, generator?: Generator): Tensor;
export function binomial(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($binomial), h(a0), h(a1), generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  return wrap(call(id($binomial), h(a0), h(a1), generatorHandle(a2)) as Handle);
}

/** `aten::bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::bitwise_and.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_and.html) */
export function bitwiseAnd(self: Tensor, other: Tensor | Scalar): Tensor;
export function bitwiseAnd(self: Scalar, other: Tensor): Tensor;
export function bitwiseAnd(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($bitwise_and$Tensor), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($bitwise_and$Scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($bitwise_and$Scalar_Tensor), a0, h(a1)) as Handle);
  }
  throw noOverload("bitwiseAnd", [$bitwise_and$Tensor, $bitwise_and$Scalar, $bitwise_and$Scalar_Tensor], [a0, a1]);
}

/** `aten::bitwise_and_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::bitwise_and_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_and_.html) */
export function bitwiseAnd_(self: Tensor, other: Tensor | Scalar): Tensor;
export function bitwiseAnd_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($bitwise_and_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($bitwise_and_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("bitwiseAnd_", [$bitwise_and_$Tensor, $bitwise_and_$Scalar], [a0, a1]);
}

/** `aten::bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::bitwise_left_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_left_shift.html) */
export function bitwiseLeftShift(self: Tensor, other: Tensor | Scalar): Tensor;
export function bitwiseLeftShift(self: Scalar, other: Tensor): Tensor;
export function bitwiseLeftShift(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($bitwise_left_shift$Tensor), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($bitwise_left_shift$Tensor_Scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($bitwise_left_shift$Scalar_Tensor), a0, h(a1)) as Handle);
  }
  throw noOverload("bitwiseLeftShift", [$bitwise_left_shift$Tensor, $bitwise_left_shift$Tensor_Scalar, $bitwise_left_shift$Scalar_Tensor], [a0, a1]);
}

/** `aten::bitwise_left_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::bitwise_left_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_left_shift_.html) */
export function bitwiseLeftShift_(self: Tensor, other: Tensor | Scalar): Tensor;
export function bitwiseLeftShift_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($bitwise_left_shift_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($bitwise_left_shift_$Tensor_Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("bitwiseLeftShift_", [$bitwise_left_shift_$Tensor, $bitwise_left_shift_$Tensor_Scalar], [a0, a1]);
}

/** `aten::bitwise_not(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_not.html) */
export function bitwiseNot(self: Tensor): Tensor {
  return wrap(call(id($bitwise_not), h(self)) as Handle);
}

/** `aten::bitwise_not_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_not_.html) */
export function bitwiseNot_(self: Tensor): Tensor {
  call(id($bitwise_not_), h(self));
  return self;
}

/** `aten::bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::bitwise_or.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_or.html) */
export function bitwiseOr(self: Tensor, other: Tensor | Scalar): Tensor;
export function bitwiseOr(self: Scalar, other: Tensor): Tensor;
export function bitwiseOr(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($bitwise_or$Tensor), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($bitwise_or$Scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($bitwise_or$Scalar_Tensor), a0, h(a1)) as Handle);
  }
  throw noOverload("bitwiseOr", [$bitwise_or$Tensor, $bitwise_or$Scalar, $bitwise_or$Scalar_Tensor], [a0, a1]);
}

/** `aten::bitwise_or_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::bitwise_or_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_or_.html) */
export function bitwiseOr_(self: Tensor, other: Tensor | Scalar): Tensor;
export function bitwiseOr_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($bitwise_or_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($bitwise_or_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("bitwiseOr_", [$bitwise_or_$Tensor, $bitwise_or_$Scalar], [a0, a1]);
}

/** `aten::bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::bitwise_right_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_right_shift.html) */
export function bitwiseRightShift(self: Tensor, other: Tensor | Scalar): Tensor;
export function bitwiseRightShift(self: Scalar, other: Tensor): Tensor;
export function bitwiseRightShift(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($bitwise_right_shift$Tensor), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($bitwise_right_shift$Tensor_Scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($bitwise_right_shift$Scalar_Tensor), a0, h(a1)) as Handle);
  }
  throw noOverload("bitwiseRightShift", [$bitwise_right_shift$Tensor, $bitwise_right_shift$Tensor_Scalar, $bitwise_right_shift$Scalar_Tensor], [a0, a1]);
}

/** `aten::bitwise_right_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::bitwise_right_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_right_shift_.html) */
export function bitwiseRightShift_(self: Tensor, other: Tensor | Scalar): Tensor;
export function bitwiseRightShift_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($bitwise_right_shift_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($bitwise_right_shift_$Tensor_Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("bitwiseRightShift_", [$bitwise_right_shift_$Tensor, $bitwise_right_shift_$Tensor_Scalar], [a0, a1]);
}

/** `aten::bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::bitwise_xor.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bitwise_xor.html) */
export function bitwiseXor(self: Tensor, other: Tensor | Scalar): Tensor;
export function bitwiseXor(self: Scalar, other: Tensor): Tensor;
export function bitwiseXor(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($bitwise_xor$Tensor), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($bitwise_xor$Scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($bitwise_xor$Scalar_Tensor), a0, h(a1)) as Handle);
  }
  throw noOverload("bitwiseXor", [$bitwise_xor$Tensor, $bitwise_xor$Scalar, $bitwise_xor$Scalar_Tensor], [a0, a1]);
}

/** `aten::bitwise_xor_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::bitwise_xor_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bitwise_xor_.html) */
export function bitwiseXor_(self: Tensor, other: Tensor | Scalar): Tensor;
export function bitwiseXor_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($bitwise_xor_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($bitwise_xor_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("bitwiseXor_", [$bitwise_xor_$Tensor, $bitwise_xor_$Scalar], [a0, a1]);
}

const $blackman_window$1 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $blackman_window$periodic$2 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::blackman_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::blackman_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.blackman_window.html) */
export function blackmanWindow(windowLength: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function blackmanWindow(windowLength: number | bigint, periodic: boolean, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function blackmanWindow(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && fits(a1, $blackman_window$1)) {
    return wrap(call(id($blackman_window), a0, (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory) as Handle);
  }
  if (typeof a1 === "boolean" && fits(a2, $blackman_window$periodic$2)) {
    return wrap(call(id($blackman_window$periodic), a0, a1, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("blackmanWindow", [$blackman_window, $blackman_window$periodic], [a0, a1, a2]);
}

/** `aten::block_diag(Tensor[] tensors) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.block_diag.html) */
export function blockDiag(tensors: readonly Tensor[]): Tensor {
  return wrap(call(id($block_diag), hs(tensors)) as Handle);
}

/** `aten::bmm(Tensor self, Tensor mat2) -> Tensor`  
 * `aten::bmm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bmm.html) */
export function bmm(self: Tensor, mat2: Tensor): Tensor;
export function bmm(self: Tensor, mat2: Tensor, outDtype: DType): Tensor;
export function bmm(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined) {
    return wrap(call(id($bmm), h(a0), h(a1)) as Handle);
  }
  if (typeof a2 === "string") {
    return wrap(call(id($bmm$dtype), h(a0), h(a1), a2) as Handle);
  }
  throw noOverload("bmm", [$bmm, $bmm$dtype], [a0, a1, a2]);
}

/** `aten::broadcast_tensors(Tensor[] tensors) -> Tensor[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.broadcast_tensors.html) */
export function broadcastTensors(tensors: readonly Tensor[]): Tensor[] {
  return wrapAll(call(id($broadcast_tensors), hs(tensors)));
}

/** `aten::broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.broadcast_to.html) */
export function broadcastTo(self: Tensor, size: readonly number[]): Tensor {
  return wrap(call(id($broadcast_to), h(self), size) as Handle);
}

const $bucketize$Tensor$2 = new Set<string>(["outInt32","right"]);
const $bucketize$Scalar$2 = new Set<string>(["outInt32","right"]);
/** `aten::bucketize.Tensor(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor`  
 * `aten::bucketize.Scalar(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.bucketize.html) */
export function bucketize(self: Tensor | Scalar, boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
export function bucketize(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a0 instanceof Tensor && fits(a2, $bucketize$Tensor$2)) {
    return wrap(call(id($bucketize$Tensor), h(a0), h(a1), (a2 as Options)?.outInt32, (a2 as Options)?.right) as Handle);
  }
  if (isScalar(a0) && fits(a2, $bucketize$Scalar$2)) {
    return wrap(call(id($bucketize$Scalar), a0, h(a1), (a2 as Options)?.outInt32, (a2 as Options)?.right) as Handle);
  }
  throw noOverload("bucketize", [$bucketize$Tensor, $bucketize$Scalar], [a0, a1, a2]);
}

/** `aten::cartesian_prod(Tensor[] tensors) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cartesian_prod.html) */
export function cartesianProd(tensors: readonly Tensor[]): Tensor {
  return wrap(call(id($cartesian_prod), hs(tensors)) as Handle);
}

/** `aten::cat(Tensor[] tensors, int dim=0) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cat.html) */
export function cat(tensors: readonly Tensor[], options?: { dim?: number | bigint }): Tensor;
export function cat(tensors: readonly Tensor[], dim?: number | bigint): Tensor;
export function cat(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($cat), hs(a0), (a1 as Options)?.dim) as Handle);
  }
  return wrap(call(id($cat), hs(a0), a1) as Handle);
}

/** `aten::cauchy(Tensor self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor` */
export function cauchy(self: Tensor, options?: { median?: number; sigma?: number; generator?: Generator }): Tensor;
export function cauchy(self: Tensor, median?: number, options?: { sigma?: number; generator?: Generator }): Tensor;
export function cauchy(self: Tensor, median?: number, sigma?: number, options?: { generator?: Generator }): Tensor;
export function cauchy(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($cauchy), h(a0), (a1 as Options)?.median, (a1 as Options)?.sigma, generatorHandle((a1 as Options)?.generator)) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "number") && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($cauchy), h(a0), a1, (a2 as Options)?.sigma, generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  return wrap(call(id($cauchy), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator)) as Handle);
}

/** `aten::cauchy_(Tensor(a!) self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cauchy_.html) */
export function cauchy_(self: Tensor, options?: { median?: number; sigma?: number; generator?: Generator }): Tensor;
export function cauchy_(self: Tensor, median?: number, options?: { sigma?: number; generator?: Generator }): Tensor;
export function cauchy_(self: Tensor, median?: number, sigma?: number, options?: { generator?: Generator }): Tensor;
export function cauchy_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    call(id($cauchy_), h(a0), (a1 as Options)?.median, (a1 as Options)?.sigma, generatorHandle((a1 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a1 === undefined || typeof a1 === "number") && a3 === undefined && isOptions(a2)) {
    call(id($cauchy_), h(a0), a1, (a2 as Options)?.sigma, generatorHandle((a2 as Options)?.generator));
    return a0 as Tensor;
  }
  call(id($cauchy_), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator));
  return a0 as Tensor;
}

/** `aten::ccol_indices(Tensor(a) self) -> Tensor(a)` */
export function ccolIndices(self: Tensor): Tensor {
  return wrap(call(id($ccol_indices), h(self)) as Handle);
}

/** `aten::ccol_indices_copy(Tensor self) -> Tensor` */
export function ccolIndicesCopy(self: Tensor): Tensor {
  return wrap(call(id($ccol_indices_copy), h(self)) as Handle);
}

/** `aten::cdist(Tensor x1, Tensor x2, float p=2., int? compute_mode=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cdist.html) */
export function cdist(x1: Tensor, x2: Tensor, options?: { p?: number; computeMode?: number | bigint }): Tensor;
export function cdist(x1: Tensor, x2: Tensor, p?: number, options?: { computeMode?: number | bigint }): Tensor;
export function cdist(x1: Tensor, x2: Tensor, p?: number, computeMode?: number | bigint): Tensor;
export function cdist(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($cdist), h(a0), h(a1), (a2 as Options)?.p, (a2 as Options)?.computeMode) as Handle);
  }
  if ((a2 === undefined || typeof a2 === "number") && isOptions(a3)) {
    return wrap(call(id($cdist), h(a0), h(a1), a2, (a3 as Options)?.computeMode) as Handle);
  }
  return wrap(call(id($cdist), h(a0), h(a1), a2, a3) as Handle);
}

/** `aten::ceil(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ceil.html) */
export function ceil(self: Tensor): Tensor {
  return wrap(call(id($ceil), h(self)) as Handle);
}

/** `aten::ceil_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.ceil_.html) */
export function ceil_(self: Tensor): Tensor {
  call(id($ceil_), h(self));
  return self;
}

/** `aten::celu(Tensor self, Scalar alpha=1.) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.celu.html) */
export function celu(self: Tensor, options?: { alpha?: Scalar }): Tensor;
export function celu(self: Tensor, alpha?: Scalar): Tensor;
export function celu(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($celu), h(a0), (a1 as Options)?.alpha) as Handle);
  }
  return wrap(call(id($celu), h(a0), a1) as Handle);
}

/** `aten::celu_(Tensor(a!) self, Scalar alpha=1.) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.celu_.html) */
export function celu_(self: Tensor, options?: { alpha?: Scalar }): Tensor;
export function celu_(self: Tensor, alpha?: Scalar): Tensor;
export function celu_(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    call(id($celu_), h(a0), (a1 as Options)?.alpha);
    return a0 as Tensor;
  }
  call(id($celu_), h(a0), a1);
  return a0 as Tensor;
}

/** `aten::chain_matmul(Tensor[] matrices) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.chain_matmul.html) */
export function chainMatmul(matrices: readonly Tensor[]): Tensor {
  return wrap(call(id($chain_matmul), hs(matrices)) as Handle);
}

/** `aten::chalf(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` */
export function chalf(self: Tensor, options?: { memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($chalf), h(self), options?.memoryFormat) as Handle);
}

/** `aten::channel_shuffle(Tensor self, SymInt groups) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.channel_shuffle.html) */
export function channelShuffle(self: Tensor, groups: number | bigint): Tensor {
  return wrap(call(id($channel_shuffle), h(self), groups) as Handle);
}

/** `aten::cholesky(Tensor self, bool upper=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cholesky.html) */
export function cholesky(self: Tensor, options?: { upper?: boolean }): Tensor;
export function cholesky(self: Tensor, upper?: boolean): Tensor;
export function cholesky(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($cholesky), h(a0), (a1 as Options)?.upper) as Handle);
  }
  return wrap(call(id($cholesky), h(a0), a1) as Handle);
}

/** `aten::cholesky_inverse(Tensor self, bool upper=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cholesky_inverse.html) */
export function choleskyInverse(self: Tensor, options?: { upper?: boolean }): Tensor;
export function choleskyInverse(self: Tensor, upper?: boolean): Tensor;
export function choleskyInverse(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($cholesky_inverse), h(a0), (a1 as Options)?.upper) as Handle);
  }
  return wrap(call(id($cholesky_inverse), h(a0), a1) as Handle);
}

/** `aten::cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cholesky_solve.html) */
export function choleskySolve(self: Tensor, input2: Tensor, options?: { upper?: boolean }): Tensor;
export function choleskySolve(self: Tensor, input2: Tensor, upper?: boolean): Tensor;
export function choleskySolve(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($cholesky_solve), h(a0), h(a1), (a2 as Options)?.upper) as Handle);
  }
  return wrap(call(id($cholesky_solve), h(a0), h(a1), a2) as Handle);
}

/** `aten::chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.chunk.html) */
export function chunk(self: Tensor, chunks: number | bigint, options?: { dim?: number | bigint }): Tensor[];
export function chunk(self: Tensor, chunks: number | bigint, dim?: number | bigint): Tensor[];
export function chunk(a0?: unknown, a1?: unknown, a2?: unknown): Tensor[] {
  if (isOptions(a2)) {
    return wrapAll(call(id($chunk), h(a0), a1, (a2 as Options)?.dim));
  }
  return wrapAll(call(id($chunk), h(a0), a1, a2));
}

const $clamp$Tensor$2 = new Set<string>(["max"]);
const $clamp$Tensor$1 = new Set<string>(["min","max"]);
const $clamp$2 = new Set<string>(["max"]);
const $clamp$1 = new Set<string>(["min","max"]);
/** `aten::clamp.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor`  
 * `aten::clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.clamp.html) */
export function clamp(self: Tensor, options?: { min?: Tensor; max?: Tensor }): Tensor;
export function clamp(self: Tensor, min?: Tensor, options?: { max?: Tensor }): Tensor;
export function clamp(self: Tensor, min?: Tensor, max?: Tensor): Tensor;
export function clamp(self: Tensor, options?: { min?: Scalar; max?: Scalar }): Tensor;
export function clamp(self: Tensor, min?: Scalar, options?: { max?: Scalar }): Tensor;
export function clamp(self: Tensor, min?: Scalar, max?: Scalar): Tensor;
export function clamp(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if ((a1 === undefined || a1 instanceof Tensor) && (a2 === undefined || a2 instanceof Tensor)) {
    return wrap(call(id($clamp$Tensor), h(a0), ho(a1), ho(a2)) as Handle);
  }
  if ((a1 === undefined || a1 instanceof Tensor) && isOptions(a2) && fits(a2, $clamp$Tensor$2) && ((a2 as Options)?.max === undefined || (a2 as Options)?.max instanceof Tensor)) {
    return wrap(call(id($clamp$Tensor), h(a0), ho(a1), ho((a2 as Options)?.max)) as Handle);
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $clamp$Tensor$1) && ((a1 as Options)?.min === undefined || (a1 as Options)?.min instanceof Tensor) && ((a1 as Options)?.max === undefined || (a1 as Options)?.max instanceof Tensor)) {
    return wrap(call(id($clamp$Tensor), h(a0), ho((a1 as Options)?.min), ho((a1 as Options)?.max)) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || isScalar(a2))) {
    return wrap(call(id($clamp), h(a0), a1, a2) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && isOptions(a2) && fits(a2, $clamp$2) && ((a2 as Options)?.max === undefined || isScalar((a2 as Options)?.max))) {
    return wrap(call(id($clamp), h(a0), a1, (a2 as Options)?.max) as Handle);
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $clamp$1) && ((a1 as Options)?.min === undefined || isScalar((a1 as Options)?.min)) && ((a1 as Options)?.max === undefined || isScalar((a1 as Options)?.max))) {
    return wrap(call(id($clamp), h(a0), (a1 as Options)?.min, (a1 as Options)?.max) as Handle);
  }
  throw noOverload("clamp", [$clamp$Tensor, $clamp], [a0, a1, a2]);
}

/** `aten::clamp_max.Tensor(Tensor self, Tensor max) -> Tensor`  
 * `aten::clamp_max(Tensor self, Scalar max) -> Tensor` */
export function clampMax(self: Tensor, max: Tensor | Scalar): Tensor;
export function clampMax(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($clamp_max$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($clamp_max), h(a0), a1) as Handle);
  }
  throw noOverload("clampMax", [$clamp_max$Tensor, $clamp_max], [a0, a1]);
}

/** `aten::clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)`  
 * `aten::clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)` */
export function clampMax_(self: Tensor, max: Tensor | Scalar): Tensor;
export function clampMax_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($clamp_max_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($clamp_max_), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("clampMax_", [$clamp_max_$Tensor, $clamp_max_], [a0, a1]);
}

/** `aten::clamp_min.Tensor(Tensor self, Tensor min) -> Tensor`  
 * `aten::clamp_min(Tensor self, Scalar min) -> Tensor` */
export function clampMin(self: Tensor, min: Tensor | Scalar): Tensor;
export function clampMin(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($clamp_min$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($clamp_min), h(a0), a1) as Handle);
  }
  throw noOverload("clampMin", [$clamp_min$Tensor, $clamp_min], [a0, a1]);
}

/** `aten::clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)`  
 * `aten::clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)` */
export function clampMin_(self: Tensor, min: Tensor | Scalar): Tensor;
export function clampMin_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($clamp_min_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($clamp_min_), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("clampMin_", [$clamp_min_$Tensor, $clamp_min_], [a0, a1]);
}

const $clamp_$Tensor$2 = new Set<string>(["max"]);
const $clamp_$Tensor$1 = new Set<string>(["min","max"]);
const $clamp_$2 = new Set<string>(["max"]);
const $clamp_$1 = new Set<string>(["min","max"]);
/** `aten::clamp_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)`  
 * `aten::clamp_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.clamp_.html) */
export function clamp_(self: Tensor, options?: { min?: Tensor; max?: Tensor }): Tensor;
export function clamp_(self: Tensor, min?: Tensor, options?: { max?: Tensor }): Tensor;
export function clamp_(self: Tensor, min?: Tensor, max?: Tensor): Tensor;
export function clamp_(self: Tensor, options?: { min?: Scalar; max?: Scalar }): Tensor;
export function clamp_(self: Tensor, min?: Scalar, options?: { max?: Scalar }): Tensor;
export function clamp_(self: Tensor, min?: Scalar, max?: Scalar): Tensor;
export function clamp_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if ((a1 === undefined || a1 instanceof Tensor) && (a2 === undefined || a2 instanceof Tensor)) {
    call(id($clamp_$Tensor), h(a0), ho(a1), ho(a2));
    return a0 as Tensor;
  }
  if ((a1 === undefined || a1 instanceof Tensor) && isOptions(a2) && fits(a2, $clamp_$Tensor$2) && ((a2 as Options)?.max === undefined || (a2 as Options)?.max instanceof Tensor)) {
    call(id($clamp_$Tensor), h(a0), ho(a1), ho((a2 as Options)?.max));
    return a0 as Tensor;
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $clamp_$Tensor$1) && ((a1 as Options)?.min === undefined || (a1 as Options)?.min instanceof Tensor) && ((a1 as Options)?.max === undefined || (a1 as Options)?.max instanceof Tensor)) {
    call(id($clamp_$Tensor), h(a0), ho((a1 as Options)?.min), ho((a1 as Options)?.max));
    return a0 as Tensor;
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || isScalar(a2))) {
    call(id($clamp_), h(a0), a1, a2);
    return a0 as Tensor;
  }
  if ((a1 === undefined || isScalar(a1)) && isOptions(a2) && fits(a2, $clamp_$2) && ((a2 as Options)?.max === undefined || isScalar((a2 as Options)?.max))) {
    call(id($clamp_), h(a0), a1, (a2 as Options)?.max);
    return a0 as Tensor;
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $clamp_$1) && ((a1 as Options)?.min === undefined || isScalar((a1 as Options)?.min)) && ((a1 as Options)?.max === undefined || isScalar((a1 as Options)?.max))) {
    call(id($clamp_), h(a0), (a1 as Options)?.min, (a1 as Options)?.max);
    return a0 as Tensor;
  }
  throw noOverload("clamp_", [$clamp_$Tensor, $clamp_], [a0, a1, a2]);
}

const $clip$Tensor$2 = new Set<string>(["max"]);
const $clip$Tensor$1 = new Set<string>(["min","max"]);
const $clip$2 = new Set<string>(["max"]);
const $clip$1 = new Set<string>(["min","max"]);
/** `aten::clip.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor`  
 * `aten::clip(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.clip.html) */
export function clip(self: Tensor, options?: { min?: Tensor; max?: Tensor }): Tensor;
export function clip(self: Tensor, min?: Tensor, options?: { max?: Tensor }): Tensor;
export function clip(self: Tensor, min?: Tensor, max?: Tensor): Tensor;
export function clip(self: Tensor, options?: { min?: Scalar; max?: Scalar }): Tensor;
export function clip(self: Tensor, min?: Scalar, options?: { max?: Scalar }): Tensor;
export function clip(self: Tensor, min?: Scalar, max?: Scalar): Tensor;
export function clip(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if ((a1 === undefined || a1 instanceof Tensor) && (a2 === undefined || a2 instanceof Tensor)) {
    return wrap(call(id($clip$Tensor), h(a0), ho(a1), ho(a2)) as Handle);
  }
  if ((a1 === undefined || a1 instanceof Tensor) && isOptions(a2) && fits(a2, $clip$Tensor$2) && ((a2 as Options)?.max === undefined || (a2 as Options)?.max instanceof Tensor)) {
    return wrap(call(id($clip$Tensor), h(a0), ho(a1), ho((a2 as Options)?.max)) as Handle);
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $clip$Tensor$1) && ((a1 as Options)?.min === undefined || (a1 as Options)?.min instanceof Tensor) && ((a1 as Options)?.max === undefined || (a1 as Options)?.max instanceof Tensor)) {
    return wrap(call(id($clip$Tensor), h(a0), ho((a1 as Options)?.min), ho((a1 as Options)?.max)) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || isScalar(a2))) {
    return wrap(call(id($clip), h(a0), a1, a2) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && isOptions(a2) && fits(a2, $clip$2) && ((a2 as Options)?.max === undefined || isScalar((a2 as Options)?.max))) {
    return wrap(call(id($clip), h(a0), a1, (a2 as Options)?.max) as Handle);
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $clip$1) && ((a1 as Options)?.min === undefined || isScalar((a1 as Options)?.min)) && ((a1 as Options)?.max === undefined || isScalar((a1 as Options)?.max))) {
    return wrap(call(id($clip), h(a0), (a1 as Options)?.min, (a1 as Options)?.max) as Handle);
  }
  throw noOverload("clip", [$clip$Tensor, $clip], [a0, a1, a2]);
}

const $clip_$Tensor$2 = new Set<string>(["max"]);
const $clip_$Tensor$1 = new Set<string>(["min","max"]);
const $clip_$2 = new Set<string>(["max"]);
const $clip_$1 = new Set<string>(["min","max"]);
/** `aten::clip_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)`  
 * `aten::clip_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.clip_.html) */
export function clip_(self: Tensor, options?: { min?: Tensor; max?: Tensor }): Tensor;
export function clip_(self: Tensor, min?: Tensor, options?: { max?: Tensor }): Tensor;
export function clip_(self: Tensor, min?: Tensor, max?: Tensor): Tensor;
export function clip_(self: Tensor, options?: { min?: Scalar; max?: Scalar }): Tensor;
export function clip_(self: Tensor, min?: Scalar, options?: { max?: Scalar }): Tensor;
export function clip_(self: Tensor, min?: Scalar, max?: Scalar): Tensor;
export function clip_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if ((a1 === undefined || a1 instanceof Tensor) && (a2 === undefined || a2 instanceof Tensor)) {
    call(id($clip_$Tensor), h(a0), ho(a1), ho(a2));
    return a0 as Tensor;
  }
  if ((a1 === undefined || a1 instanceof Tensor) && isOptions(a2) && fits(a2, $clip_$Tensor$2) && ((a2 as Options)?.max === undefined || (a2 as Options)?.max instanceof Tensor)) {
    call(id($clip_$Tensor), h(a0), ho(a1), ho((a2 as Options)?.max));
    return a0 as Tensor;
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $clip_$Tensor$1) && ((a1 as Options)?.min === undefined || (a1 as Options)?.min instanceof Tensor) && ((a1 as Options)?.max === undefined || (a1 as Options)?.max instanceof Tensor)) {
    call(id($clip_$Tensor), h(a0), ho((a1 as Options)?.min), ho((a1 as Options)?.max));
    return a0 as Tensor;
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || isScalar(a2))) {
    call(id($clip_), h(a0), a1, a2);
    return a0 as Tensor;
  }
  if ((a1 === undefined || isScalar(a1)) && isOptions(a2) && fits(a2, $clip_$2) && ((a2 as Options)?.max === undefined || isScalar((a2 as Options)?.max))) {
    call(id($clip_), h(a0), a1, (a2 as Options)?.max);
    return a0 as Tensor;
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $clip_$1) && ((a1 as Options)?.min === undefined || isScalar((a1 as Options)?.min)) && ((a1 as Options)?.max === undefined || isScalar((a1 as Options)?.max))) {
    call(id($clip_), h(a0), (a1 as Options)?.min, (a1 as Options)?.max);
    return a0 as Tensor;
  }
  throw noOverload("clip_", [$clip_$Tensor, $clip_], [a0, a1, a2]);
}

/** `aten::clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.clone.html) */
export function clone(self: Tensor, options?: { memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($clone), h(self), options?.memoryFormat) as Handle);
}

/** `aten::coalesce(Tensor(a) self) -> Tensor(a)` */
export function coalesce(self: Tensor): Tensor {
  return wrap(call(id($coalesce), h(self)) as Handle);
}

/** `aten::col2im(Tensor self, SymInt[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` */
export function col2im(self: Tensor, outputSize: number | readonly number[], kernelSize: number | readonly number[], dilation: number | readonly number[], padding: number | readonly number[], stride: number | readonly number[]): Tensor {
  return wrap(call(id($col2im), h(self), outputSize, kernelSize, dilation, padding, stride) as Handle);
}

/** `aten::col_indices(Tensor(a) self) -> Tensor(a)` */
export function colIndices(self: Tensor): Tensor {
  return wrap(call(id($col_indices), h(self)) as Handle);
}

/** `aten::col_indices_copy(Tensor self) -> Tensor` */
export function colIndicesCopy(self: Tensor): Tensor {
  return wrap(call(id($col_indices_copy), h(self)) as Handle);
}

/** `aten::column_stack(Tensor[] tensors) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.column_stack.html) */
export function columnStack(tensors: readonly Tensor[]): Tensor {
  return wrap(call(id($column_stack), hs(tensors)) as Handle);
}

/** `aten::combinations(Tensor self, int r=2, bool with_replacement=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.combinations.html) */
export function combinations(self: Tensor, options?: { r?: number | bigint; withReplacement?: boolean }): Tensor;
export function combinations(self: Tensor, r?: number | bigint, options?: { withReplacement?: boolean }): Tensor;
export function combinations(self: Tensor, r?: number | bigint, withReplacement?: boolean): Tensor;
export function combinations(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($combinations), h(a0), (a1 as Options)?.r, (a1 as Options)?.withReplacement) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && isOptions(a2)) {
    return wrap(call(id($combinations), h(a0), a1, (a2 as Options)?.withReplacement) as Handle);
  }
  return wrap(call(id($combinations), h(a0), a1, a2) as Handle);
}

/** `aten::complex(Tensor real, Tensor imag) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.complex.html) */
export function complex(real: Tensor, imag: Tensor): Tensor {
  return wrap(call(id($complex), h(real), h(imag)) as Handle);
}

/** `aten::concat(Tensor[] tensors, int dim=0) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.concat.html) */
export function concat(tensors: readonly Tensor[], options?: { dim?: number | bigint }): Tensor;
export function concat(tensors: readonly Tensor[], dim?: number | bigint): Tensor;
export function concat(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($concat), hs(a0), (a1 as Options)?.dim) as Handle);
  }
  return wrap(call(id($concat), hs(a0), a1) as Handle);
}

/** `aten::concatenate(Tensor[] tensors, int dim=0) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.concatenate.html) */
export function concatenate(tensors: readonly Tensor[], options?: { dim?: number | bigint }): Tensor;
export function concatenate(tensors: readonly Tensor[], dim?: number | bigint): Tensor;
export function concatenate(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($concatenate), hs(a0), (a1 as Options)?.dim) as Handle);
  }
  return wrap(call(id($concatenate), hs(a0), a1) as Handle);
}

/** `aten::conj(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.conj.html) */
export function conj(self: Tensor): Tensor {
  return wrap(call(id($conj), h(self)) as Handle);
}

/** `aten::conj_physical(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.conj_physical.html) */
export function conjPhysical(self: Tensor): Tensor {
  return wrap(call(id($conj_physical), h(self)) as Handle);
}

/** `aten::conj_physical_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.conj_physical_.html) */
export function conjPhysical_(self: Tensor): Tensor {
  call(id($conj_physical_), h(self));
  return self;
}

/** `aten::constant_pad_nd(Tensor self, SymInt[] pad, Scalar value=0) -> Tensor` */
export function constantPadNd(self: Tensor, pad: readonly number[], options?: { value?: Scalar }): Tensor;
export function constantPadNd(self: Tensor, pad: readonly number[], value?: Scalar): Tensor;
export function constantPadNd(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($constant_pad_nd), h(a0), a1, (a2 as Options)?.value) as Handle);
  }
  return wrap(call(id($constant_pad_nd), h(a0), a1, a2) as Handle);
}

/** `aten::contiguous(Tensor(a) self, *, MemoryFormat memory_format=0) -> Tensor(a)` */
export function contiguous(self: Tensor, options?: { memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($contiguous), h(self), options?.memoryFormat) as Handle);
}

const $conv1d$6 = new Set<string>(["groups"]);
const $conv1d$5 = new Set<string>(["dilation","groups"]);
const $conv1d$4 = new Set<string>(["padding","dilation","groups"]);
const $conv1d$3 = new Set<string>(["stride","padding","dilation","groups"]);
const $conv1d$2 = new Set<string>(["bias","stride","padding","dilation","groups"]);
const $conv1d$padding$6 = new Set<string>(["groups"]);
const $conv1d$padding$5 = new Set<string>(["dilation","groups"]);
const $conv1d$padding$4 = new Set<string>(["padding","dilation","groups"]);
const $conv1d$padding$3 = new Set<string>(["stride","padding","dilation","groups"]);
const $conv1d$padding$2 = new Set<string>(["bias","stride","padding","dilation","groups"]);
/** `aten::conv1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], SymInt[1] padding=[0], SymInt[1] dilation=[1], SymInt groups=1) -> Tensor`  
 * `aten::conv1d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], str padding="valid", SymInt[1] dilation=[1], SymInt groups=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv1d.html) */
export function conv1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv1d(input: Tensor, weight: Tensor, bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv1d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv1d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[] | string, options?: { dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv1d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[] | string, dilation?: number | readonly number[], options?: { groups?: number | bigint }): Tensor;
export function conv1d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[] | string, dilation?: number | readonly number[], groups?: number | bigint): Tensor;
export function conv1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: string; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv1d(input: Tensor, weight: Tensor, bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: string; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv1d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], options?: { padding?: string; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv1d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown): Tensor {
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || isInteger(a6))) {
    return wrap(call(id($conv1d), h(a0), h(a1), ho(a2), a3, a4, a5, a6) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && isOptions(a6) && fits(a6, $conv1d$6)) {
    return wrap(call(id($conv1d), h(a0), h(a1), ho(a2), a3, a4, a5, (a6 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && a6 === undefined && isOptions(a5) && fits(a5, $conv1d$5)) {
    return wrap(call(id($conv1d), h(a0), h(a1), ho(a2), a3, a4, (a5 as Options)?.dilation, (a5 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && isOptions(a4) && fits(a4, $conv1d$4) && ((a4 as Options)?.padding === undefined || (isInteger((a4 as Options)?.padding) || isNumberList((a4 as Options)?.padding)))) {
    return wrap(call(id($conv1d), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.padding, (a4 as Options)?.dilation, (a4 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3) && fits(a3, $conv1d$3) && ((a3 as Options)?.padding === undefined || (isInteger((a3 as Options)?.padding) || isNumberList((a3 as Options)?.padding)))) {
    return wrap(call(id($conv1d), h(a0), h(a1), ho(a2), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.groups) as Handle);
  }
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a2) && fits(a2, $conv1d$2) && ((a2 as Options)?.padding === undefined || (isInteger((a2 as Options)?.padding) || isNumberList((a2 as Options)?.padding)))) {
    return wrap(call(id($conv1d), h(a0), h(a1), ho((a2 as Options)?.bias), (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "string") && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || isInteger(a6))) {
    return wrap(call(id($conv1d$padding), h(a0), h(a1), ho(a2), a3, a4, a5, a6) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "string") && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && isOptions(a6) && fits(a6, $conv1d$padding$6)) {
    return wrap(call(id($conv1d$padding), h(a0), h(a1), ho(a2), a3, a4, a5, (a6 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "string") && a6 === undefined && isOptions(a5) && fits(a5, $conv1d$padding$5)) {
    return wrap(call(id($conv1d$padding), h(a0), h(a1), ho(a2), a3, a4, (a5 as Options)?.dilation, (a5 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && isOptions(a4) && fits(a4, $conv1d$padding$4) && ((a4 as Options)?.padding === undefined || typeof (a4 as Options)?.padding === "string")) {
    return wrap(call(id($conv1d$padding), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.padding, (a4 as Options)?.dilation, (a4 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3) && fits(a3, $conv1d$padding$3) && ((a3 as Options)?.padding === undefined || typeof (a3 as Options)?.padding === "string")) {
    return wrap(call(id($conv1d$padding), h(a0), h(a1), ho(a2), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.groups) as Handle);
  }
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a2) && fits(a2, $conv1d$padding$2) && ((a2 as Options)?.padding === undefined || typeof (a2 as Options)?.padding === "string")) {
    return wrap(call(id($conv1d$padding), h(a0), h(a1), ho((a2 as Options)?.bias), (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.groups) as Handle);
  }
  throw noOverload("conv1d", [$conv1d, $conv1d$padding], [a0, a1, a2, a3, a4, a5, a6]);
}

const $conv2d$6 = new Set<string>(["groups"]);
const $conv2d$5 = new Set<string>(["dilation","groups"]);
const $conv2d$4 = new Set<string>(["padding","dilation","groups"]);
const $conv2d$3 = new Set<string>(["stride","padding","dilation","groups"]);
const $conv2d$2 = new Set<string>(["bias","stride","padding","dilation","groups"]);
const $conv2d$padding$6 = new Set<string>(["groups"]);
const $conv2d$padding$5 = new Set<string>(["dilation","groups"]);
const $conv2d$padding$4 = new Set<string>(["padding","dilation","groups"]);
const $conv2d$padding$3 = new Set<string>(["stride","padding","dilation","groups"]);
const $conv2d$padding$2 = new Set<string>(["bias","stride","padding","dilation","groups"]);
/** `aten::conv2d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] dilation=[1, 1], SymInt groups=1) -> Tensor`  
 * `aten::conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], str padding="valid", SymInt[2] dilation=[1, 1], SymInt groups=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv2d.html) */
export function conv2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv2d(input: Tensor, weight: Tensor, bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv2d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv2d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[] | string, options?: { dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv2d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[] | string, dilation?: number | readonly number[], options?: { groups?: number | bigint }): Tensor;
export function conv2d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[] | string, dilation?: number | readonly number[], groups?: number | bigint): Tensor;
export function conv2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: string; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv2d(input: Tensor, weight: Tensor, bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: string; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv2d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], options?: { padding?: string; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown): Tensor {
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || isInteger(a6))) {
    return wrap(call(id($conv2d), h(a0), h(a1), ho(a2), a3, a4, a5, a6) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && isOptions(a6) && fits(a6, $conv2d$6)) {
    return wrap(call(id($conv2d), h(a0), h(a1), ho(a2), a3, a4, a5, (a6 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && a6 === undefined && isOptions(a5) && fits(a5, $conv2d$5)) {
    return wrap(call(id($conv2d), h(a0), h(a1), ho(a2), a3, a4, (a5 as Options)?.dilation, (a5 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && isOptions(a4) && fits(a4, $conv2d$4) && ((a4 as Options)?.padding === undefined || (isInteger((a4 as Options)?.padding) || isNumberList((a4 as Options)?.padding)))) {
    return wrap(call(id($conv2d), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.padding, (a4 as Options)?.dilation, (a4 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3) && fits(a3, $conv2d$3) && ((a3 as Options)?.padding === undefined || (isInteger((a3 as Options)?.padding) || isNumberList((a3 as Options)?.padding)))) {
    return wrap(call(id($conv2d), h(a0), h(a1), ho(a2), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.groups) as Handle);
  }
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a2) && fits(a2, $conv2d$2) && ((a2 as Options)?.padding === undefined || (isInteger((a2 as Options)?.padding) || isNumberList((a2 as Options)?.padding)))) {
    return wrap(call(id($conv2d), h(a0), h(a1), ho((a2 as Options)?.bias), (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "string") && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || isInteger(a6))) {
    return wrap(call(id($conv2d$padding), h(a0), h(a1), ho(a2), a3, a4, a5, a6) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "string") && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && isOptions(a6) && fits(a6, $conv2d$padding$6)) {
    return wrap(call(id($conv2d$padding), h(a0), h(a1), ho(a2), a3, a4, a5, (a6 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "string") && a6 === undefined && isOptions(a5) && fits(a5, $conv2d$padding$5)) {
    return wrap(call(id($conv2d$padding), h(a0), h(a1), ho(a2), a3, a4, (a5 as Options)?.dilation, (a5 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && isOptions(a4) && fits(a4, $conv2d$padding$4) && ((a4 as Options)?.padding === undefined || typeof (a4 as Options)?.padding === "string")) {
    return wrap(call(id($conv2d$padding), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.padding, (a4 as Options)?.dilation, (a4 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3) && fits(a3, $conv2d$padding$3) && ((a3 as Options)?.padding === undefined || typeof (a3 as Options)?.padding === "string")) {
    return wrap(call(id($conv2d$padding), h(a0), h(a1), ho(a2), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.groups) as Handle);
  }
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a2) && fits(a2, $conv2d$padding$2) && ((a2 as Options)?.padding === undefined || typeof (a2 as Options)?.padding === "string")) {
    return wrap(call(id($conv2d$padding), h(a0), h(a1), ho((a2 as Options)?.bias), (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.groups) as Handle);
  }
  throw noOverload("conv2d", [$conv2d, $conv2d$padding], [a0, a1, a2, a3, a4, a5, a6]);
}

const $conv3d$6 = new Set<string>(["groups"]);
const $conv3d$5 = new Set<string>(["dilation","groups"]);
const $conv3d$4 = new Set<string>(["padding","dilation","groups"]);
const $conv3d$3 = new Set<string>(["stride","padding","dilation","groups"]);
const $conv3d$2 = new Set<string>(["bias","stride","padding","dilation","groups"]);
const $conv3d$padding$6 = new Set<string>(["groups"]);
const $conv3d$padding$5 = new Set<string>(["dilation","groups"]);
const $conv3d$padding$4 = new Set<string>(["padding","dilation","groups"]);
const $conv3d$padding$3 = new Set<string>(["stride","padding","dilation","groups"]);
const $conv3d$padding$2 = new Set<string>(["bias","stride","padding","dilation","groups"]);
/** `aten::conv3d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1], SymInt groups=1) -> Tensor`  
 * `aten::conv3d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], str padding="valid", SymInt[3] dilation=[1, 1, 1], SymInt groups=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv3d.html) */
export function conv3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv3d(input: Tensor, weight: Tensor, bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv3d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv3d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[] | string, options?: { dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv3d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[] | string, dilation?: number | readonly number[], options?: { groups?: number | bigint }): Tensor;
export function conv3d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[] | string, dilation?: number | readonly number[], groups?: number | bigint): Tensor;
export function conv3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: string; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv3d(input: Tensor, weight: Tensor, bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: string; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv3d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], options?: { padding?: string; dilation?: number | readonly number[]; groups?: number | bigint }): Tensor;
export function conv3d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown): Tensor {
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || isInteger(a6))) {
    return wrap(call(id($conv3d), h(a0), h(a1), ho(a2), a3, a4, a5, a6) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && isOptions(a6) && fits(a6, $conv3d$6)) {
    return wrap(call(id($conv3d), h(a0), h(a1), ho(a2), a3, a4, a5, (a6 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && a6 === undefined && isOptions(a5) && fits(a5, $conv3d$5)) {
    return wrap(call(id($conv3d), h(a0), h(a1), ho(a2), a3, a4, (a5 as Options)?.dilation, (a5 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && isOptions(a4) && fits(a4, $conv3d$4) && ((a4 as Options)?.padding === undefined || (isInteger((a4 as Options)?.padding) || isNumberList((a4 as Options)?.padding)))) {
    return wrap(call(id($conv3d), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.padding, (a4 as Options)?.dilation, (a4 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3) && fits(a3, $conv3d$3) && ((a3 as Options)?.padding === undefined || (isInteger((a3 as Options)?.padding) || isNumberList((a3 as Options)?.padding)))) {
    return wrap(call(id($conv3d), h(a0), h(a1), ho(a2), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.groups) as Handle);
  }
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a2) && fits(a2, $conv3d$2) && ((a2 as Options)?.padding === undefined || (isInteger((a2 as Options)?.padding) || isNumberList((a2 as Options)?.padding)))) {
    return wrap(call(id($conv3d), h(a0), h(a1), ho((a2 as Options)?.bias), (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "string") && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || isInteger(a6))) {
    return wrap(call(id($conv3d$padding), h(a0), h(a1), ho(a2), a3, a4, a5, a6) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "string") && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && isOptions(a6) && fits(a6, $conv3d$padding$6)) {
    return wrap(call(id($conv3d$padding), h(a0), h(a1), ho(a2), a3, a4, a5, (a6 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || typeof a4 === "string") && a6 === undefined && isOptions(a5) && fits(a5, $conv3d$padding$5)) {
    return wrap(call(id($conv3d$padding), h(a0), h(a1), ho(a2), a3, a4, (a5 as Options)?.dilation, (a5 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && isOptions(a4) && fits(a4, $conv3d$padding$4) && ((a4 as Options)?.padding === undefined || typeof (a4 as Options)?.padding === "string")) {
    return wrap(call(id($conv3d$padding), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.padding, (a4 as Options)?.dilation, (a4 as Options)?.groups) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3) && fits(a3, $conv3d$padding$3) && ((a3 as Options)?.padding === undefined || typeof (a3 as Options)?.padding === "string")) {
    return wrap(call(id($conv3d$padding), h(a0), h(a1), ho(a2), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.groups) as Handle);
  }
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a2) && fits(a2, $conv3d$padding$2) && ((a2 as Options)?.padding === undefined || typeof (a2 as Options)?.padding === "string")) {
    return wrap(call(id($conv3d$padding), h(a0), h(a1), ho((a2 as Options)?.bias), (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.groups) as Handle);
  }
  throw noOverload("conv3d", [$conv3d, $conv3d$padding], [a0, a1, a2, a3, a4, a5, a6]);
}

/** `aten::conv_depthwise3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding, SymInt[3] dilation) -> Tensor` */
export function convDepthwise3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias: Tensor | undefined, stride: number | readonly number[], padding: number | readonly number[], dilation: number | readonly number[]): Tensor {
  return wrap(call(id($conv_depthwise3d), h(self), h(weight), kernelSize, ho(bias), stride, padding, dilation) as Handle);
}

/** `aten::conv_tbc(Tensor self, Tensor weight, Tensor bias, int pad=0) -> Tensor` */
export function convTbc(self: Tensor, weight: Tensor, bias: Tensor, options?: { pad?: number | bigint }): Tensor;
export function convTbc(self: Tensor, weight: Tensor, bias: Tensor, pad?: number | bigint): Tensor;
export function convTbc(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (isOptions(a3)) {
    return wrap(call(id($conv_tbc), h(a0), h(a1), h(a2), (a3 as Options)?.pad) as Handle);
  }
  return wrap(call(id($conv_tbc), h(a0), h(a1), h(a2), a3) as Handle);
}

/** `aten::conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], SymInt[1] padding=[0], SymInt[1] output_padding=[0], SymInt groups=1, SymInt[1] dilation=[1]) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_transpose1d.html) */
export function convTranspose1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose1d(input: Tensor, weight: Tensor, bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose1d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose1d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose1d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], options?: { groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose1d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], groups?: number | bigint, options?: { dilation?: number | readonly number[] }): Tensor;
export function convTranspose1d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], groups?: number | bigint, dilation?: number | readonly number[]): Tensor;
export function convTranspose1d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a2)) {
    return wrap(call(id($conv_transpose1d), h(a0), h(a1), ho((a2 as Options)?.bias), (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.outputPadding, (a2 as Options)?.groups, (a2 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a3)) {
    return wrap(call(id($conv_transpose1d), h(a0), h(a1), ho(a2), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.outputPadding, (a3 as Options)?.groups, (a3 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a4)) {
    return wrap(call(id($conv_transpose1d), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.padding, (a4 as Options)?.outputPadding, (a4 as Options)?.groups, (a4 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && a6 === undefined && a7 === undefined && isOptions(a5)) {
    return wrap(call(id($conv_transpose1d), h(a0), h(a1), ho(a2), a3, a4, (a5 as Options)?.outputPadding, (a5 as Options)?.groups, (a5 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && a7 === undefined && isOptions(a6)) {
    return wrap(call(id($conv_transpose1d), h(a0), h(a1), ho(a2), a3, a4, a5, (a6 as Options)?.groups, (a6 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || isInteger(a6)) && isOptions(a7)) {
    return wrap(call(id($conv_transpose1d), h(a0), h(a1), ho(a2), a3, a4, a5, a6, (a7 as Options)?.dilation) as Handle);
  }
  return wrap(call(id($conv_transpose1d), h(a0), h(a1), ho(a2), a3, a4, a5, a6, a7) as Handle);
}

/** `aten::conv_transpose2d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] output_padding=[0, 0], SymInt groups=1, SymInt[2] dilation=[1, 1]) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_transpose2d.html) */
export function convTranspose2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose2d(input: Tensor, weight: Tensor, bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose2d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose2d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose2d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], options?: { groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose2d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], groups?: number | bigint, options?: { dilation?: number | readonly number[] }): Tensor;
export function convTranspose2d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], groups?: number | bigint, dilation?: number | readonly number[]): Tensor;
export function convTranspose2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a2)) {
    return wrap(call(id($conv_transpose2d$input), h(a0), h(a1), ho((a2 as Options)?.bias), (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.outputPadding, (a2 as Options)?.groups, (a2 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a3)) {
    return wrap(call(id($conv_transpose2d$input), h(a0), h(a1), ho(a2), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.outputPadding, (a3 as Options)?.groups, (a3 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a4)) {
    return wrap(call(id($conv_transpose2d$input), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.padding, (a4 as Options)?.outputPadding, (a4 as Options)?.groups, (a4 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && a6 === undefined && a7 === undefined && isOptions(a5)) {
    return wrap(call(id($conv_transpose2d$input), h(a0), h(a1), ho(a2), a3, a4, (a5 as Options)?.outputPadding, (a5 as Options)?.groups, (a5 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && a7 === undefined && isOptions(a6)) {
    return wrap(call(id($conv_transpose2d$input), h(a0), h(a1), ho(a2), a3, a4, a5, (a6 as Options)?.groups, (a6 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || isInteger(a6)) && isOptions(a7)) {
    return wrap(call(id($conv_transpose2d$input), h(a0), h(a1), ho(a2), a3, a4, a5, a6, (a7 as Options)?.dilation) as Handle);
  }
  return wrap(call(id($conv_transpose2d$input), h(a0), h(a1), ho(a2), a3, a4, a5, a6, a7) as Handle);
}

/** `aten::conv_transpose3d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] output_padding=[0, 0, 0], SymInt groups=1, SymInt[3] dilation=[1, 1, 1]) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_transpose3d.html) */
export function convTranspose3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose3d(input: Tensor, weight: Tensor, bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose3d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose3d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { outputPadding?: number | readonly number[]; groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose3d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], options?: { groups?: number | bigint; dilation?: number | readonly number[] }): Tensor;
export function convTranspose3d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], groups?: number | bigint, options?: { dilation?: number | readonly number[] }): Tensor;
export function convTranspose3d(input: Tensor, weight: Tensor, bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], groups?: number | bigint, dilation?: number | readonly number[]): Tensor;
export function convTranspose3d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a2)) {
    return wrap(call(id($conv_transpose3d$input), h(a0), h(a1), ho((a2 as Options)?.bias), (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.outputPadding, (a2 as Options)?.groups, (a2 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a3)) {
    return wrap(call(id($conv_transpose3d$input), h(a0), h(a1), ho(a2), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.outputPadding, (a3 as Options)?.groups, (a3 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a4)) {
    return wrap(call(id($conv_transpose3d$input), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.padding, (a4 as Options)?.outputPadding, (a4 as Options)?.groups, (a4 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && a6 === undefined && a7 === undefined && isOptions(a5)) {
    return wrap(call(id($conv_transpose3d$input), h(a0), h(a1), ho(a2), a3, a4, (a5 as Options)?.outputPadding, (a5 as Options)?.groups, (a5 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && a7 === undefined && isOptions(a6)) {
    return wrap(call(id($conv_transpose3d$input), h(a0), h(a1), ho(a2), a3, a4, a5, (a6 as Options)?.groups, (a6 as Options)?.dilation) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || isInteger(a6)) && isOptions(a7)) {
    return wrap(call(id($conv_transpose3d$input), h(a0), h(a1), ho(a2), a3, a4, a5, a6, (a7 as Options)?.dilation) as Handle);
  }
  return wrap(call(id($conv_transpose3d$input), h(a0), h(a1), ho(a2), a3, a4, a5, a6, a7) as Handle);
}

/** `aten::convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
export function convolution(input: Tensor, weight: Tensor, bias: Tensor | undefined, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, outputPadding: readonly number[], groups: number | bigint): Tensor {
  return wrap(call(id($convolution), h(input), h(weight), ho(bias), stride, padding, dilation, transposed, outputPadding, groups) as Handle);
}

/** `aten::copy(Tensor self, Tensor src, bool non_blocking=False) -> Tensor` */
export function copy(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
export function copy(self: Tensor, src: Tensor, nonBlocking?: boolean): Tensor;
export function copy(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($copy), h(a0), h(a1), (a2 as Options)?.nonBlocking) as Handle);
  }
  return wrap(call(id($copy), h(a0), h(a1), a2) as Handle);
}

/** `aten::copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.copy_.html) */
export function copy_(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
export function copy_(self: Tensor, src: Tensor, nonBlocking?: boolean): Tensor;
export function copy_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    call(id($copy_), h(a0), h(a1), (a2 as Options)?.nonBlocking);
    return a0 as Tensor;
  }
  call(id($copy_), h(a0), h(a1), a2);
  return a0 as Tensor;
}

/** `aten::copysign.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::copysign.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.copysign.html) */
export function copysign(self: Tensor, other: Tensor | Scalar): Tensor;
export function copysign(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($copysign$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($copysign$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("copysign", [$copysign$Tensor, $copysign$Scalar], [a0, a1]);
}

/** `aten::copysign_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::copysign_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.copysign_.html) */
export function copysign_(self: Tensor, other: Tensor | Scalar): Tensor;
export function copysign_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($copysign_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($copysign_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("copysign_", [$copysign_$Tensor, $copysign_$Scalar], [a0, a1]);
}

/** `aten::corrcoef(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.corrcoef.html) */
export function corrcoef(self: Tensor): Tensor {
  return wrap(call(id($corrcoef), h(self)) as Handle);
}

/** `aten::cos(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cos.html) */
export function cos(self: Tensor): Tensor {
  return wrap(call(id($cos), h(self)) as Handle);
}

/** `aten::cos_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cos_.html) */
export function cos_(self: Tensor): Tensor {
  call(id($cos_), h(self));
  return self;
}

/** `aten::cosh(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cosh.html) */
export function cosh(self: Tensor): Tensor {
  return wrap(call(id($cosh), h(self)) as Handle);
}

/** `aten::cosh_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cosh_.html) */
export function cosh_(self: Tensor): Tensor {
  call(id($cosh_), h(self));
  return self;
}

/** `aten::cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0., int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cosine_embedding_loss.html) */
export function cosineEmbeddingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: { margin?: number; reduction?: number | bigint }): Tensor;
export function cosineEmbeddingLoss(input1: Tensor, input2: Tensor, target: Tensor, margin?: number, options?: { reduction?: number | bigint }): Tensor;
export function cosineEmbeddingLoss(input1: Tensor, input2: Tensor, target: Tensor, margin?: number, reduction?: number | bigint): Tensor;
export function cosineEmbeddingLoss(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a4 === undefined && isOptions(a3)) {
    return wrap(call(id($cosine_embedding_loss), h(a0), h(a1), h(a2), (a3 as Options)?.margin, (a3 as Options)?.reduction) as Handle);
  }
  if ((a3 === undefined || typeof a3 === "number") && isOptions(a4)) {
    return wrap(call(id($cosine_embedding_loss), h(a0), h(a1), h(a2), a3, (a4 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($cosine_embedding_loss), h(a0), h(a1), h(a2), a3, a4) as Handle);
}

/** `aten::cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cosine_similarity.html) */
export function cosineSimilarity(x1: Tensor, x2: Tensor, options?: { dim?: number | bigint; eps?: number }): Tensor;
export function cosineSimilarity(x1: Tensor, x2: Tensor, dim?: number | bigint, options?: { eps?: number }): Tensor;
export function cosineSimilarity(x1: Tensor, x2: Tensor, dim?: number | bigint, eps?: number): Tensor;
export function cosineSimilarity(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($cosine_similarity), h(a0), h(a1), (a2 as Options)?.dim, (a2 as Options)?.eps) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($cosine_similarity), h(a0), h(a1), a2, (a3 as Options)?.eps) as Handle);
  }
  return wrap(call(id($cosine_similarity), h(a0), h(a1), a2, a3) as Handle);
}

const $count_nonzero$1 = new Set<string>(["dim"]);
/** `aten::count_nonzero(Tensor self, int? dim=None) -> Tensor`  
 * `aten::count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.count_nonzero.html) */
export function countNonzero(self: Tensor, options?: { dim?: number | bigint }): Tensor;
export function countNonzero(self: Tensor, dim?: number | bigint): Tensor;
export function countNonzero(self: Tensor, dim: readonly number[]): Tensor;
export function countNonzero(a0?: unknown, a1?: unknown): Tensor {
  if ((a1 === undefined || isInteger(a1))) {
    return wrap(call(id($count_nonzero), h(a0), a1) as Handle);
  }
  if (isOptions(a1) && fits(a1, $count_nonzero$1)) {
    return wrap(call(id($count_nonzero), h(a0), (a1 as Options)?.dim) as Handle);
  }
  if (isNumberList(a1)) {
    return wrap(call(id($count_nonzero$dim_IntList), h(a0), a1) as Handle);
  }
  throw noOverload("countNonzero", [$count_nonzero, $count_nonzero$dim_IntList], [a0, a1]);
}

/** `aten::cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cov.html) */
export function cov(self: Tensor, options?: { correction?: number | bigint; fweights?: Tensor; aweights?: Tensor }): Tensor {
  return wrap(call(id($cov), h(self), options?.correction, ho(options?.fweights), ho(options?.aweights)) as Handle);
}

/** `aten::cross(Tensor self, Tensor other, int? dim=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cross.html) */
export function cross(self: Tensor, other: Tensor, options?: { dim?: number | bigint }): Tensor;
export function cross(self: Tensor, other: Tensor, dim?: number | bigint): Tensor;
export function cross(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($cross), h(a0), h(a1), (a2 as Options)?.dim) as Handle);
  }
  return wrap(call(id($cross), h(a0), h(a1), a2) as Handle);
}

/** `aten::cross_entropy_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, float label_smoothing=0.) -> Tensor` */
export function crossEntropyLoss(self: Tensor, target: Tensor, options?: { weight?: Tensor; reduction?: number | bigint; ignoreIndex?: number | bigint; labelSmoothing?: number }): Tensor;
export function crossEntropyLoss(self: Tensor, target: Tensor, weight?: Tensor, options?: { reduction?: number | bigint; ignoreIndex?: number | bigint; labelSmoothing?: number }): Tensor;
export function crossEntropyLoss(self: Tensor, target: Tensor, weight?: Tensor, reduction?: number | bigint, options?: { ignoreIndex?: number | bigint; labelSmoothing?: number }): Tensor;
export function crossEntropyLoss(self: Tensor, target: Tensor, weight?: Tensor, reduction?: number | bigint, ignoreIndex?: number | bigint, options?: { labelSmoothing?: number }): Tensor;
export function crossEntropyLoss(self: Tensor, target: Tensor, weight?: Tensor, reduction?: number | bigint, ignoreIndex?: number | bigint, labelSmoothing?: number): Tensor;
export function crossEntropyLoss(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrap(call(id($cross_entropy_loss), h(a0), h(a1), ho((a2 as Options)?.weight), (a2 as Options)?.reduction, (a2 as Options)?.ignoreIndex, (a2 as Options)?.labelSmoothing) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($cross_entropy_loss), h(a0), h(a1), ho(a2), (a3 as Options)?.reduction, (a3 as Options)?.ignoreIndex, (a3 as Options)?.labelSmoothing) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || isInteger(a3)) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($cross_entropy_loss), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.ignoreIndex, (a4 as Options)?.labelSmoothing) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || isInteger(a4)) && isOptions(a5)) {
    return wrap(call(id($cross_entropy_loss), h(a0), h(a1), ho(a2), a3, a4, (a5 as Options)?.labelSmoothing) as Handle);
  }
  return wrap(call(id($cross_entropy_loss), h(a0), h(a1), ho(a2), a3, a4, a5) as Handle);
}

/** `aten::crow_indices(Tensor(a) self) -> Tensor(a)` */
export function crowIndices(self: Tensor): Tensor {
  return wrap(call(id($crow_indices), h(self)) as Handle);
}

/** `aten::crow_indices_copy(Tensor self) -> Tensor` */
export function crowIndicesCopy(self: Tensor): Tensor {
  return wrap(call(id($crow_indices_copy), h(self)) as Handle);
}

const $ctc_loss$Tensor$6 = new Set<string>(["zeroInfinity"]);
const $ctc_loss$Tensor$5 = new Set<string>(["reduction","zeroInfinity"]);
const $ctc_loss$Tensor$4 = new Set<string>(["blank","reduction","zeroInfinity"]);
const $ctc_loss$IntList$6 = new Set<string>(["zeroInfinity"]);
const $ctc_loss$IntList$5 = new Set<string>(["reduction","zeroInfinity"]);
const $ctc_loss$IntList$4 = new Set<string>(["blank","reduction","zeroInfinity"]);
/** `aten::ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=1, bool zero_infinity=False) -> Tensor`  
 * `aten::ctc_loss.IntList(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=1, bool zero_infinity=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.ctc_loss.html) */
export function ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, options?: { blank?: number | bigint; reduction?: number | bigint; zeroInfinity?: boolean }): Tensor;
export function ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, blank?: number | bigint, options?: { reduction?: number | bigint; zeroInfinity?: boolean }): Tensor;
export function ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, blank?: number | bigint, reduction?: number | bigint, options?: { zeroInfinity?: boolean }): Tensor;
export function ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, blank?: number | bigint, reduction?: number | bigint, zeroInfinity?: boolean): Tensor;
export function ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly number[], targetLengths: readonly number[], options?: { blank?: number | bigint; reduction?: number | bigint; zeroInfinity?: boolean }): Tensor;
export function ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly number[], targetLengths: readonly number[], blank?: number | bigint, options?: { reduction?: number | bigint; zeroInfinity?: boolean }): Tensor;
export function ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly number[], targetLengths: readonly number[], blank?: number | bigint, reduction?: number | bigint, options?: { zeroInfinity?: boolean }): Tensor;
export function ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly number[], targetLengths: readonly number[], blank?: number | bigint, reduction?: number | bigint, zeroInfinity?: boolean): Tensor;
export function ctcLoss(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown): Tensor {
  if (a2 instanceof Tensor && a3 instanceof Tensor && (a4 === undefined || isInteger(a4)) && (a5 === undefined || isInteger(a5)) && (a6 === undefined || typeof a6 === "boolean")) {
    return wrap(call(id($ctc_loss$Tensor), h(a0), h(a1), h(a2), h(a3), a4, a5, a6) as Handle);
  }
  if (a2 instanceof Tensor && a3 instanceof Tensor && (a4 === undefined || isInteger(a4)) && (a5 === undefined || isInteger(a5)) && isOptions(a6) && fits(a6, $ctc_loss$Tensor$6)) {
    return wrap(call(id($ctc_loss$Tensor), h(a0), h(a1), h(a2), h(a3), a4, a5, (a6 as Options)?.zeroInfinity) as Handle);
  }
  if (a2 instanceof Tensor && a3 instanceof Tensor && (a4 === undefined || isInteger(a4)) && a6 === undefined && isOptions(a5) && fits(a5, $ctc_loss$Tensor$5)) {
    return wrap(call(id($ctc_loss$Tensor), h(a0), h(a1), h(a2), h(a3), a4, (a5 as Options)?.reduction, (a5 as Options)?.zeroInfinity) as Handle);
  }
  if (a2 instanceof Tensor && a3 instanceof Tensor && a5 === undefined && a6 === undefined && isOptions(a4) && fits(a4, $ctc_loss$Tensor$4)) {
    return wrap(call(id($ctc_loss$Tensor), h(a0), h(a1), h(a2), h(a3), (a4 as Options)?.blank, (a4 as Options)?.reduction, (a4 as Options)?.zeroInfinity) as Handle);
  }
  if (isNumberList(a2) && isNumberList(a3) && (a4 === undefined || isInteger(a4)) && (a5 === undefined || isInteger(a5)) && (a6 === undefined || typeof a6 === "boolean")) {
    return wrap(call(id($ctc_loss$IntList), h(a0), h(a1), a2, a3, a4, a5, a6) as Handle);
  }
  if (isNumberList(a2) && isNumberList(a3) && (a4 === undefined || isInteger(a4)) && (a5 === undefined || isInteger(a5)) && isOptions(a6) && fits(a6, $ctc_loss$IntList$6)) {
    return wrap(call(id($ctc_loss$IntList), h(a0), h(a1), a2, a3, a4, a5, (a6 as Options)?.zeroInfinity) as Handle);
  }
  if (isNumberList(a2) && isNumberList(a3) && (a4 === undefined || isInteger(a4)) && a6 === undefined && isOptions(a5) && fits(a5, $ctc_loss$IntList$5)) {
    return wrap(call(id($ctc_loss$IntList), h(a0), h(a1), a2, a3, a4, (a5 as Options)?.reduction, (a5 as Options)?.zeroInfinity) as Handle);
  }
  if (isNumberList(a2) && isNumberList(a3) && a5 === undefined && a6 === undefined && isOptions(a4) && fits(a4, $ctc_loss$IntList$4)) {
    return wrap(call(id($ctc_loss$IntList), h(a0), h(a1), a2, a3, (a4 as Options)?.blank, (a4 as Options)?.reduction, (a4 as Options)?.zeroInfinity) as Handle);
  }
  throw noOverload("ctcLoss", [$ctc_loss$Tensor, $ctc_loss$IntList], [a0, a1, a2, a3, a4, a5, a6]);
}

/** `aten::cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cummax.html) */
export function cummax(self: Tensor, dim: number | bigint): [values: Tensor, indices: Tensor] {
  return wrapAll(call(id($cummax), h(self), dim)) as [values: Tensor, indices: Tensor];
}

/** `aten::cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cummin.html) */
export function cummin(self: Tensor, dim: number | bigint): [values: Tensor, indices: Tensor] {
  return wrapAll(call(id($cummin), h(self), dim)) as [values: Tensor, indices: Tensor];
}

/** `aten::cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cumprod.html) */
export function cumprod(self: Tensor, dim: number | bigint, options?: { dtype?: DType }): Tensor {
  return wrap(call(id($cumprod), h(self), dim, options?.dtype) as Handle);
}

/** `aten::cumprod_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cumprod_.html) */
export function cumprod_(self: Tensor, dim: number | bigint, options?: { dtype?: DType }): Tensor {
  call(id($cumprod_), h(self), dim, options?.dtype);
  return self;
}

/** `aten::cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cumsum.html) */
export function cumsum(self: Tensor, dim: number | bigint, options?: { dtype?: DType }): Tensor {
  return wrap(call(id($cumsum), h(self), dim, options?.dtype) as Handle);
}

/** `aten::cumsum_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cumsum_.html) */
export function cumsum_(self: Tensor, dim: number | bigint, options?: { dtype?: DType }): Tensor {
  call(id($cumsum_), h(self), dim, options?.dtype);
  return self;
}

const $cumulative_trapezoid$dx$1 = new Set<string>(["dx","dim"]);
const $cumulative_trapezoid$x$2 = new Set<string>(["dim"]);
/** `aten::cumulative_trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor`  
 * `aten::cumulative_trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.cumulative_trapezoid.html) */
export function cumulativeTrapezoid(y: Tensor, options?: { dx?: Scalar; dim?: number | bigint }): Tensor;
export function cumulativeTrapezoid(y: Tensor, x: Tensor, options?: { dim?: number | bigint }): Tensor;
export function cumulativeTrapezoid(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && fits(a1, $cumulative_trapezoid$dx$1)) {
    return wrap(call(id($cumulative_trapezoid$dx), h(a0), (a1 as Options)?.dx, (a1 as Options)?.dim) as Handle);
  }
  if (a1 instanceof Tensor && fits(a2, $cumulative_trapezoid$x$2)) {
    return wrap(call(id($cumulative_trapezoid$x), h(a0), h(a1), (a2 as Options)?.dim) as Handle);
  }
  throw noOverload("cumulativeTrapezoid", [$cumulative_trapezoid$dx, $cumulative_trapezoid$x], [a0, a1, a2]);
}

/** `aten::deg2rad(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.deg2rad.html) */
export function deg2rad(self: Tensor): Tensor {
  return wrap(call(id($deg2rad), h(self)) as Handle);
}

/** `aten::deg2rad_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.deg2rad_.html) */
export function deg2rad_(self: Tensor): Tensor {
  call(id($deg2rad_), h(self));
  return self;
}

/** `aten::dense_dim(Tensor self) -> int` */
export function denseDim(self: Tensor): number {
  return call(id($dense_dim), h(self)) as number;
}

/** `aten::dequantize.self(Tensor self) -> Tensor`  
 * `aten::dequantize.tensors(Tensor[] tensors) -> Tensor[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.dequantize.html) */
export function dequantize(self: Tensor): Tensor;
export function dequantize(tensors: readonly Tensor[]): Tensor[];
export function dequantize(a0?: unknown): Tensor | Tensor[] {
  if (a0 instanceof Tensor) {
    return wrap(call(id($dequantize$self), h(a0)) as Handle);
  }
  if (isTensorList(a0)) {
    return wrapAll(call(id($dequantize$tensors), hs(a0)));
  }
  throw noOverload("dequantize", [$dequantize$self, $dequantize$tensors], [a0]);
}

/** `aten::det(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.det.html) */
export function det(self: Tensor): Tensor {
  return wrap(call(id($det), h(self)) as Handle);
}

/** `aten::detach(Tensor(a) self) -> Tensor(a)` */
export function detach(self: Tensor): Tensor {
  return wrap(call(id($detach), h(self)) as Handle);
}

/** `aten::detach_copy(Tensor self) -> Tensor` */
export function detachCopy(self: Tensor): Tensor {
  return wrap(call(id($detach_copy), h(self)) as Handle);
}

/** `aten::detach_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.detach_.html) */
export function detach_(self: Tensor): Tensor {
  call(id($detach_), h(self));
  return self;
}

/** `aten::diag(Tensor self, int diagonal=0) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diag.html) */
export function diag(self: Tensor, options?: { diagonal?: number | bigint }): Tensor;
export function diag(self: Tensor, diagonal?: number | bigint): Tensor;
export function diag(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($diag), h(a0), (a1 as Options)?.diagonal) as Handle);
  }
  return wrap(call(id($diag), h(a0), a1) as Handle);
}

/** `aten::diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diag_embed.html) */
export function diagEmbed(self: Tensor, options?: { offset?: number | bigint; dim1?: number | bigint; dim2?: number | bigint }): Tensor;
export function diagEmbed(self: Tensor, offset?: number | bigint, options?: { dim1?: number | bigint; dim2?: number | bigint }): Tensor;
export function diagEmbed(self: Tensor, offset?: number | bigint, dim1?: number | bigint, options?: { dim2?: number | bigint }): Tensor;
export function diagEmbed(self: Tensor, offset?: number | bigint, dim1?: number | bigint, dim2?: number | bigint): Tensor;
export function diagEmbed(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($diag_embed), h(a0), (a1 as Options)?.offset, (a1 as Options)?.dim1, (a1 as Options)?.dim2) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($diag_embed), h(a0), a1, (a2 as Options)?.dim1, (a2 as Options)?.dim2) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($diag_embed), h(a0), a1, a2, (a3 as Options)?.dim2) as Handle);
  }
  return wrap(call(id($diag_embed), h(a0), a1, a2, a3) as Handle);
}

/** `aten::diagflat(Tensor self, int offset=0) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diagflat.html) */
export function diagflat(self: Tensor, options?: { offset?: number | bigint }): Tensor;
export function diagflat(self: Tensor, offset?: number | bigint): Tensor;
export function diagflat(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($diagflat), h(a0), (a1 as Options)?.offset) as Handle);
  }
  return wrap(call(id($diagflat), h(a0), a1) as Handle);
}

/** `aten::diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diagonal.html) */
export function diagonal(self: Tensor, options?: { offset?: number | bigint; dim1?: number | bigint; dim2?: number | bigint }): Tensor;
export function diagonal(self: Tensor, offset?: number | bigint, options?: { dim1?: number | bigint; dim2?: number | bigint }): Tensor;
export function diagonal(self: Tensor, offset?: number | bigint, dim1?: number | bigint, options?: { dim2?: number | bigint }): Tensor;
export function diagonal(self: Tensor, offset?: number | bigint, dim1?: number | bigint, dim2?: number | bigint): Tensor;
export function diagonal(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($diagonal), h(a0), (a1 as Options)?.offset, (a1 as Options)?.dim1, (a1 as Options)?.dim2) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($diagonal), h(a0), a1, (a2 as Options)?.dim1, (a2 as Options)?.dim2) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($diagonal), h(a0), a1, a2, (a3 as Options)?.dim2) as Handle);
  }
  return wrap(call(id($diagonal), h(a0), a1, a2, a3) as Handle);
}

/** `aten::diagonal_copy(Tensor self, int offset=0, int dim1=0, int dim2=1) -> Tensor` */
export function diagonalCopy(self: Tensor, options?: { offset?: number | bigint; dim1?: number | bigint; dim2?: number | bigint }): Tensor;
export function diagonalCopy(self: Tensor, offset?: number | bigint, options?: { dim1?: number | bigint; dim2?: number | bigint }): Tensor;
export function diagonalCopy(self: Tensor, offset?: number | bigint, dim1?: number | bigint, options?: { dim2?: number | bigint }): Tensor;
export function diagonalCopy(self: Tensor, offset?: number | bigint, dim1?: number | bigint, dim2?: number | bigint): Tensor;
export function diagonalCopy(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($diagonal_copy), h(a0), (a1 as Options)?.offset, (a1 as Options)?.dim1, (a1 as Options)?.dim2) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($diagonal_copy), h(a0), a1, (a2 as Options)?.dim1, (a2 as Options)?.dim2) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($diagonal_copy), h(a0), a1, a2, (a3 as Options)?.dim2) as Handle);
  }
  return wrap(call(id($diagonal_copy), h(a0), a1, a2, a3) as Handle);
}

/** `aten::diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diagonal_scatter.html) */
export function diagonalScatter(self: Tensor, src: Tensor, options?: { offset?: number | bigint; dim1?: number | bigint; dim2?: number | bigint }): Tensor;
export function diagonalScatter(self: Tensor, src: Tensor, offset?: number | bigint, options?: { dim1?: number | bigint; dim2?: number | bigint }): Tensor;
export function diagonalScatter(self: Tensor, src: Tensor, offset?: number | bigint, dim1?: number | bigint, options?: { dim2?: number | bigint }): Tensor;
export function diagonalScatter(self: Tensor, src: Tensor, offset?: number | bigint, dim1?: number | bigint, dim2?: number | bigint): Tensor;
export function diagonalScatter(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($diagonal_scatter), h(a0), h(a1), (a2 as Options)?.offset, (a2 as Options)?.dim1, (a2 as Options)?.dim2) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($diagonal_scatter), h(a0), h(a1), a2, (a3 as Options)?.dim1, (a3 as Options)?.dim2) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && isOptions(a4)) {
    return wrap(call(id($diagonal_scatter), h(a0), h(a1), a2, a3, (a4 as Options)?.dim2) as Handle);
  }
  return wrap(call(id($diagonal_scatter), h(a0), h(a1), a2, a3, a4) as Handle);
}

/** `aten::diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.diff.html) */
export function diff(self: Tensor, options?: { n?: number | bigint; dim?: number | bigint; prepend?: Tensor; append?: Tensor }): Tensor;
export function diff(self: Tensor, n?: number | bigint, options?: { dim?: number | bigint; prepend?: Tensor; append?: Tensor }): Tensor;
export function diff(self: Tensor, n?: number | bigint, dim?: number | bigint, options?: { prepend?: Tensor; append?: Tensor }): Tensor;
export function diff(self: Tensor, n?: number | bigint, dim?: number | bigint, prepend?: Tensor, options?: { append?: Tensor }): Tensor;
export function diff(self: Tensor, n?: number | bigint, dim?: number | bigint, prepend?: Tensor, append?: Tensor): Tensor;
export function diff(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && a4 === undefined && isOptions(a1)) {
    return wrap(call(id($diff), h(a0), (a1 as Options)?.n, (a1 as Options)?.dim, ho((a1 as Options)?.prepend), ho((a1 as Options)?.append)) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($diff), h(a0), a1, (a2 as Options)?.dim, ho((a2 as Options)?.prepend), ho((a2 as Options)?.append)) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($diff), h(a0), a1, a2, ho((a3 as Options)?.prepend), ho((a3 as Options)?.append)) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && (a3 === undefined || a3 instanceof Tensor) && isOptions(a4)) {
    return wrap(call(id($diff), h(a0), a1, a2, ho(a3), ho((a4 as Options)?.append)) as Handle);
  }
  return wrap(call(id($diff), h(a0), a1, a2, ho(a3), ho(a4)) as Handle);
}

/** `aten::digamma(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.digamma.html) */
export function digamma(self: Tensor): Tensor {
  return wrap(call(id($digamma), h(self)) as Handle);
}

/** `aten::digamma_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.digamma_.html) */
export function digamma_(self: Tensor): Tensor {
  call(id($digamma_), h(self));
  return self;
}

/** `aten::dist(Tensor self, Tensor other, Scalar p=2) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.dist.html) */
export function dist(self: Tensor, other: Tensor, options?: { p?: Scalar }): Tensor;
export function dist(self: Tensor, other: Tensor, p?: Scalar): Tensor;
export function dist(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($dist), h(a0), h(a1), (a2 as Options)?.p) as Handle);
  }
  return wrap(call(id($dist), h(a0), h(a1), a2) as Handle);
}

const $div$Tensor_mode$2 = new Set<string>(["roundingMode"]);
const $div$Scalar_mode$2 = new Set<string>(["roundingMode"]);
/** `aten::div.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor`  
 * `aten::div.Scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.div.html) */
export function div(self: Tensor, other: Tensor | Scalar): Tensor;
export function div(self: Tensor, other: Tensor | Scalar, options: { roundingMode: string | undefined }): Tensor;
export function div(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && a2 === undefined) {
    return wrap(call(id($div$Tensor), h(a0), h(a1)) as Handle);
  }
  if (a1 instanceof Tensor && isOptions(a2) && fits(a2, $div$Tensor_mode$2) && "roundingMode" in a2) {
    return wrap(call(id($div$Tensor_mode), h(a0), h(a1), (a2 as Options)?.roundingMode) as Handle);
  }
  if (isScalar(a1) && a2 === undefined) {
    return wrap(call(id($div$Scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $div$Scalar_mode$2) && "roundingMode" in a2) {
    return wrap(call(id($div$Scalar_mode), h(a0), a1, (a2 as Options)?.roundingMode) as Handle);
  }
  throw noOverload("div", [$div$Tensor, $div$Tensor_mode, $div$Scalar, $div$Scalar_mode], [a0, a1, a2]);
}

const $div_$Tensor_mode$2 = new Set<string>(["roundingMode"]);
const $div_$Scalar_mode$2 = new Set<string>(["roundingMode"]);
/** `aten::div_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::div_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)`  
 * `aten::div_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * `aten::div_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.div_.html) */
export function div_(self: Tensor, other: Tensor | Scalar): Tensor;
export function div_(self: Tensor, other: Tensor | Scalar, options: { roundingMode: string | undefined }): Tensor;
export function div_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && a2 === undefined) {
    call(id($div_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (a1 instanceof Tensor && isOptions(a2) && fits(a2, $div_$Tensor_mode$2) && "roundingMode" in a2) {
    call(id($div_$Tensor_mode), h(a0), h(a1), (a2 as Options)?.roundingMode);
    return a0 as Tensor;
  }
  if (isScalar(a1) && a2 === undefined) {
    call(id($div_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $div_$Scalar_mode$2) && "roundingMode" in a2) {
    call(id($div_$Scalar_mode), h(a0), a1, (a2 as Options)?.roundingMode);
    return a0 as Tensor;
  }
  throw noOverload("div_", [$div_$Tensor, $div_$Tensor_mode, $div_$Scalar, $div_$Scalar_mode], [a0, a1, a2]);
}

const $divide$Tensor_mode$2 = new Set<string>(["roundingMode"]);
const $divide$Scalar_mode$2 = new Set<string>(["roundingMode"]);
/** `aten::divide.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor`  
 * `aten::divide.Scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.divide.html) */
export function divide(self: Tensor, other: Tensor | Scalar): Tensor;
export function divide(self: Tensor, other: Tensor | Scalar, options: { roundingMode: string | undefined }): Tensor;
export function divide(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && a2 === undefined) {
    return wrap(call(id($divide$Tensor), h(a0), h(a1)) as Handle);
  }
  if (a1 instanceof Tensor && isOptions(a2) && fits(a2, $divide$Tensor_mode$2) && "roundingMode" in a2) {
    return wrap(call(id($divide$Tensor_mode), h(a0), h(a1), (a2 as Options)?.roundingMode) as Handle);
  }
  if (isScalar(a1) && a2 === undefined) {
    return wrap(call(id($divide$Scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $divide$Scalar_mode$2) && "roundingMode" in a2) {
    return wrap(call(id($divide$Scalar_mode), h(a0), a1, (a2 as Options)?.roundingMode) as Handle);
  }
  throw noOverload("divide", [$divide$Tensor, $divide$Tensor_mode, $divide$Scalar, $divide$Scalar_mode], [a0, a1, a2]);
}

const $divide_$Tensor_mode$2 = new Set<string>(["roundingMode"]);
const $divide_$Scalar_mode$2 = new Set<string>(["roundingMode"]);
/** `aten::divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::divide_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)`  
 * `aten::divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * `aten::divide_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.divide_.html) */
export function divide_(self: Tensor, other: Tensor | Scalar): Tensor;
export function divide_(self: Tensor, other: Tensor | Scalar, options: { roundingMode: string | undefined }): Tensor;
export function divide_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && a2 === undefined) {
    call(id($divide_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (a1 instanceof Tensor && isOptions(a2) && fits(a2, $divide_$Tensor_mode$2) && "roundingMode" in a2) {
    call(id($divide_$Tensor_mode), h(a0), h(a1), (a2 as Options)?.roundingMode);
    return a0 as Tensor;
  }
  if (isScalar(a1) && a2 === undefined) {
    call(id($divide_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $divide_$Scalar_mode$2) && "roundingMode" in a2) {
    call(id($divide_$Scalar_mode), h(a0), a1, (a2 as Options)?.roundingMode);
    return a0 as Tensor;
  }
  throw noOverload("divide_", [$divide_$Tensor, $divide_$Tensor_mode, $divide_$Scalar, $divide_$Scalar_mode], [a0, a1, a2]);
}

/** `aten::dot(Tensor self, Tensor tensor) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.dot.html) */
export function dot(self: Tensor, tensor: Tensor): Tensor {
  return wrap(call(id($dot), h(self), h(tensor)) as Handle);
}

/** `aten::dropout(Tensor input, float p, bool train) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout.html) */
export function dropout(input: Tensor, p: number, train: boolean): Tensor {
  return wrap(call(id($dropout), h(input), p, train) as Handle);
}

/** `aten::dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
export function dropout_(self: Tensor, p: number, train: boolean): Tensor {
  call(id($dropout_), h(self), p, train);
  return self;
}

/** `aten::dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`  
 * `aten::dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.dsplit.html) */
export function dsplit(self: Tensor, indices: readonly number[] | number | bigint): Tensor[];
export function dsplit(a0?: unknown, a1?: unknown): Tensor[] {
  if (isNumberList(a1)) {
    return wrapAll(call(id($dsplit$array), h(a0), a1));
  }
  if (isInteger(a1)) {
    return wrapAll(call(id($dsplit$int), h(a0), a1));
  }
  throw noOverload("dsplit", [$dsplit$array, $dsplit$int], [a0, a1]);
}

/** `aten::dstack(Tensor[] tensors) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.dstack.html) */
export function dstack(tensors: readonly Tensor[]): Tensor {
  return wrap(call(id($dstack), hs(tensors)) as Handle);
}

/** `aten::einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.einsum.html) */
export function einsum(equation: string, tensors: readonly Tensor[], options?: { path?: readonly number[] }): Tensor {
  return wrap(call(id($einsum), equation, hs(tensors), options?.path) as Handle);
}

/** `aten::elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.elu.html) */
export function elu(self: Tensor, options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
export function elu(self: Tensor, alpha?: Scalar, options?: { scale?: Scalar; inputScale?: Scalar }): Tensor;
export function elu(self: Tensor, alpha?: Scalar, scale?: Scalar, options?: { inputScale?: Scalar }): Tensor;
export function elu(self: Tensor, alpha?: Scalar, scale?: Scalar, inputScale?: Scalar): Tensor;
export function elu(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($elu), h(a0), (a1 as Options)?.alpha, (a1 as Options)?.scale, (a1 as Options)?.inputScale) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($elu), h(a0), a1, (a2 as Options)?.scale, (a2 as Options)?.inputScale) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || isScalar(a2)) && isOptions(a3)) {
    return wrap(call(id($elu), h(a0), a1, a2, (a3 as Options)?.inputScale) as Handle);
  }
  return wrap(call(id($elu), h(a0), a1, a2, a3) as Handle);
}

/** `aten::elu_(Tensor(a!) self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.elu_.html) */
export function elu_(self: Tensor, options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
export function elu_(self: Tensor, alpha?: Scalar, options?: { scale?: Scalar; inputScale?: Scalar }): Tensor;
export function elu_(self: Tensor, alpha?: Scalar, scale?: Scalar, options?: { inputScale?: Scalar }): Tensor;
export function elu_(self: Tensor, alpha?: Scalar, scale?: Scalar, inputScale?: Scalar): Tensor;
export function elu_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    call(id($elu_), h(a0), (a1 as Options)?.alpha, (a1 as Options)?.scale, (a1 as Options)?.inputScale);
    return a0 as Tensor;
  }
  if ((a1 === undefined || isScalar(a1)) && a3 === undefined && isOptions(a2)) {
    call(id($elu_), h(a0), a1, (a2 as Options)?.scale, (a2 as Options)?.inputScale);
    return a0 as Tensor;
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || isScalar(a2)) && isOptions(a3)) {
    call(id($elu_), h(a0), a1, a2, (a3 as Options)?.inputScale);
    return a0 as Tensor;
  }
  call(id($elu_), h(a0), a1, a2, a3);
  return a0 as Tensor;
}

/** `aten::embedding(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.embedding.html) */
export function embedding(weight: Tensor, indices: Tensor, options?: { paddingIdx?: number | bigint; scaleGradByFreq?: boolean; sparse?: boolean }): Tensor;
export function embedding(weight: Tensor, indices: Tensor, paddingIdx?: number | bigint, options?: { scaleGradByFreq?: boolean; sparse?: boolean }): Tensor;
export function embedding(weight: Tensor, indices: Tensor, paddingIdx?: number | bigint, scaleGradByFreq?: boolean, options?: { sparse?: boolean }): Tensor;
export function embedding(weight: Tensor, indices: Tensor, paddingIdx?: number | bigint, scaleGradByFreq?: boolean, sparse?: boolean): Tensor;
export function embedding(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($embedding), h(a0), h(a1), (a2 as Options)?.paddingIdx, (a2 as Options)?.scaleGradByFreq, (a2 as Options)?.sparse) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($embedding), h(a0), h(a1), a2, (a3 as Options)?.scaleGradByFreq, (a3 as Options)?.sparse) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || typeof a3 === "boolean") && isOptions(a4)) {
    return wrap(call(id($embedding), h(a0), h(a1), a2, a3, (a4 as Options)?.sparse) as Handle);
  }
  return wrap(call(id($embedding), h(a0), h(a1), a2, a3, a4) as Handle);
}

const $embedding_bag$7 = new Set<string>(["includeLastOffset"]);
const $embedding_bag$6 = new Set<string>(["perSampleWeights","includeLastOffset"]);
const $embedding_bag$5 = new Set<string>(["sparse","perSampleWeights","includeLastOffset"]);
const $embedding_bag$4 = new Set<string>(["mode","sparse","perSampleWeights","includeLastOffset"]);
const $embedding_bag$3 = new Set<string>(["scaleGradByFreq","mode","sparse","perSampleWeights","includeLastOffset"]);
/** `aten::embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False) -> (Tensor, Tensor, Tensor, Tensor)`  
 * `aten::embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.embedding_bag.html) */
export function embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, options?: { scaleGradByFreq?: boolean; mode?: number | bigint; sparse?: boolean; perSampleWeights?: Tensor; includeLastOffset?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
export function embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq?: boolean, options?: { mode?: number | bigint; sparse?: boolean; perSampleWeights?: Tensor; includeLastOffset?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
export function embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq?: boolean, mode?: number | bigint, options?: { sparse?: boolean; perSampleWeights?: Tensor; includeLastOffset?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
export function embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq?: boolean, mode?: number | bigint, sparse?: boolean, options?: { perSampleWeights?: Tensor; includeLastOffset?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
export function embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq?: boolean, mode?: number | bigint, sparse?: boolean, perSampleWeights?: Tensor, options?: { includeLastOffset?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
export function embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq?: boolean, mode?: number | bigint, sparse?: boolean, perSampleWeights?: Tensor, includeLastOffset?: boolean): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
export function embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq: boolean, mode: number | bigint, sparse: boolean, perSampleWeights: Tensor | undefined, includeLastOffset: boolean, paddingIdx: number | bigint | undefined): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
export function embeddingBag(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown, a8?: unknown): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor] {
  if ((a3 === undefined || typeof a3 === "boolean") && (a4 === undefined || isInteger(a4)) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || a6 instanceof Tensor) && (a7 === undefined || typeof a7 === "boolean") && a8 === undefined) {
    return wrapAll(call(id($embedding_bag), h(a0), h(a1), h(a2), a3, a4, a5, ho(a6), a7)) as [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  }
  if ((a3 === undefined || typeof a3 === "boolean") && (a4 === undefined || isInteger(a4)) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || a6 instanceof Tensor) && a8 === undefined && isOptions(a7) && fits(a7, $embedding_bag$7)) {
    return wrapAll(call(id($embedding_bag), h(a0), h(a1), h(a2), a3, a4, a5, ho(a6), (a7 as Options)?.includeLastOffset)) as [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  }
  if ((a3 === undefined || typeof a3 === "boolean") && (a4 === undefined || isInteger(a4)) && (a5 === undefined || typeof a5 === "boolean") && a7 === undefined && a8 === undefined && isOptions(a6) && fits(a6, $embedding_bag$6)) {
    return wrapAll(call(id($embedding_bag), h(a0), h(a1), h(a2), a3, a4, a5, ho((a6 as Options)?.perSampleWeights), (a6 as Options)?.includeLastOffset)) as [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  }
  if ((a3 === undefined || typeof a3 === "boolean") && (a4 === undefined || isInteger(a4)) && a6 === undefined && a7 === undefined && a8 === undefined && isOptions(a5) && fits(a5, $embedding_bag$5)) {
    return wrapAll(call(id($embedding_bag), h(a0), h(a1), h(a2), a3, a4, (a5 as Options)?.sparse, ho((a5 as Options)?.perSampleWeights), (a5 as Options)?.includeLastOffset)) as [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  }
  if ((a3 === undefined || typeof a3 === "boolean") && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && isOptions(a4) && fits(a4, $embedding_bag$4)) {
    return wrapAll(call(id($embedding_bag), h(a0), h(a1), h(a2), a3, (a4 as Options)?.mode, (a4 as Options)?.sparse, ho((a4 as Options)?.perSampleWeights), (a4 as Options)?.includeLastOffset)) as [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  }
  if (a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && isOptions(a3) && fits(a3, $embedding_bag$3)) {
    return wrapAll(call(id($embedding_bag), h(a0), h(a1), h(a2), (a3 as Options)?.scaleGradByFreq, (a3 as Options)?.mode, (a3 as Options)?.sparse, ho((a3 as Options)?.perSampleWeights), (a3 as Options)?.includeLastOffset)) as [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  }
  if (typeof a3 === "boolean" && isInteger(a4) && typeof a5 === "boolean" && (a6 === undefined || a6 instanceof Tensor) && typeof a7 === "boolean" && (a8 === undefined || isInteger(a8))) {
    return wrapAll(call(id($embedding_bag$padding_idx), h(a0), h(a1), h(a2), a3, a4, a5, ho(a6), a7, a8)) as [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  }
  throw noOverload("embeddingBag", [$embedding_bag, $embedding_bag$padding_idx], [a0, a1, a2, a3, a4, a5, a6, a7, a8]);
}

/** `aten::embedding_renorm(Tensor self, Tensor indices, float max_norm, float norm_type) -> Tensor` */
export function embeddingRenorm(self: Tensor, indices: Tensor, maxNorm: number, normType: number): Tensor {
  return wrap(call(id($embedding_renorm), h(self), h(indices), maxNorm, normType) as Handle);
}

/** `aten::embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` */
export function embeddingRenorm_(self: Tensor, indices: Tensor, maxNorm: number, normType: number): Tensor {
  call(id($embedding_renorm_), h(self), h(indices), maxNorm, normType);
  return self;
}

/** `aten::empty.memory_format(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.empty.html) */
export function empty(size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($empty$memory_format), size, options?.dtype, options?.layout, options?.device, options?.pinMemory, options?.memoryFormat) as Handle);
}

/** `aten::empty_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.empty_like.html) */
export function emptyLike(self: Tensor, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($empty_like), h(self), options?.dtype, options?.layout, options?.device, options?.pinMemory, options?.memoryFormat) as Handle);
}

/** `aten::empty_permuted(SymInt[] size, int[] physical_layout, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
export function emptyPermuted(size: readonly number[], physicalLayout: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($empty_permuted), size, physicalLayout, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::empty_strided(SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.empty_strided.html) */
export function emptyStrided(size: readonly number[], stride: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($empty_strided), size, stride, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::eq.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::eq.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.eq.html) */
export function eq(self: Tensor, other: Tensor | Scalar): Tensor;
export function eq(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($eq$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($eq$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("eq", [$eq$Tensor, $eq$Scalar], [a0, a1]);
}

/** `aten::eq_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::eq_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.eq_.html) */
export function eq_(self: Tensor, other: Tensor | Scalar): Tensor;
export function eq_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($eq_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($eq_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("eq_", [$eq_$Tensor, $eq_$Scalar], [a0, a1]);
}

/** `aten::equal(Tensor self, Tensor other) -> bool`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.equal.html) */
export function equal(self: Tensor, other: Tensor): boolean {
  return call(id($equal), h(self), h(other)) as boolean;
}

/** `aten::erf(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.erf.html) */
export function erf(self: Tensor): Tensor {
  return wrap(call(id($erf), h(self)) as Handle);
}

/** `aten::erf_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.erf_.html) */
export function erf_(self: Tensor): Tensor {
  call(id($erf_), h(self));
  return self;
}

/** `aten::erfc(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.erfc.html) */
export function erfc(self: Tensor): Tensor {
  return wrap(call(id($erfc), h(self)) as Handle);
}

/** `aten::erfc_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.erfc_.html) */
export function erfc_(self: Tensor): Tensor {
  call(id($erfc_), h(self));
  return self;
}

/** `aten::erfinv(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.erfinv.html) */
export function erfinv(self: Tensor): Tensor {
  return wrap(call(id($erfinv), h(self)) as Handle);
}

/** `aten::erfinv_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.erfinv_.html) */
export function erfinv_(self: Tensor): Tensor {
  call(id($erfinv_), h(self));
  return self;
}

/** `aten::exp(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.exp.html) */
export function exp(self: Tensor): Tensor {
  return wrap(call(id($exp), h(self)) as Handle);
}

/** `aten::exp2(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.exp2.html) */
export function exp2(self: Tensor): Tensor {
  return wrap(call(id($exp2), h(self)) as Handle);
}

/** `aten::exp2_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.exp2_.html) */
export function exp2_(self: Tensor): Tensor {
  call(id($exp2_), h(self));
  return self;
}

/** `aten::exp_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.exp_.html) */
export function exp_(self: Tensor): Tensor {
  call(id($exp_), h(self));
  return self;
}

/** `aten::expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)` */
export function expand(self: Tensor, size: readonly number[], options?: { implicit?: boolean }): Tensor {
  return wrap(call(id($expand), h(self), size, options?.implicit) as Handle);
}

/** `aten::expand_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
export function expandAs(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($expand_as), h(self), h(other)) as Handle);
}

/** `aten::expand_copy(Tensor self, SymInt[] size, *, bool implicit=False) -> Tensor` */
export function expandCopy(self: Tensor, size: readonly number[], options?: { implicit?: boolean }): Tensor {
  return wrap(call(id($expand_copy), h(self), size, options?.implicit) as Handle);
}

/** `aten::expm1(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.expm1.html) */
export function expm1(self: Tensor): Tensor {
  return wrap(call(id($expm1), h(self)) as Handle);
}

/** `aten::expm1_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.expm1_.html) */
export function expm1_(self: Tensor): Tensor {
  call(id($expm1_), h(self));
  return self;
}

/** `aten::exponential(Tensor self, float lambd=1., *, Generator? generator=None) -> Tensor` */
export function exponential(self: Tensor, options?: { lambd?: number; generator?: Generator }): Tensor;
export function exponential(self: Tensor, lambd?: number, options?: { generator?: Generator }): Tensor;
export function exponential(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($exponential), h(a0), (a1 as Options)?.lambd, generatorHandle((a1 as Options)?.generator)) as Handle);
  }
  return wrap(call(id($exponential), h(a0), a1, generatorHandle((a2 as Options)?.generator)) as Handle);
}

/** `aten::exponential_(Tensor(a!) self, float lambd=1., *, Generator? generator=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.exponential_.html) */
export function exponential_(self: Tensor, options?: { lambd?: number; generator?: Generator }): Tensor;
export function exponential_(self: Tensor, lambd?: number, options?: { generator?: Generator }): Tensor;
export function exponential_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    call(id($exponential_), h(a0), (a1 as Options)?.lambd, generatorHandle((a1 as Options)?.generator));
    return a0 as Tensor;
  }
  call(id($exponential_), h(a0), a1, generatorHandle((a2 as Options)?.generator));
  return a0 as Tensor;
}

const $eye$1 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $eye$m$2 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::eye(SymInt n, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::eye.m(SymInt n, SymInt m, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.eye.html) */
export function eye(n: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function eye(n: number | bigint, m: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function eye(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && fits(a1, $eye$1)) {
    return wrap(call(id($eye), a0, (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory) as Handle);
  }
  if (isInteger(a1) && fits(a2, $eye$m$2)) {
    return wrap(call(id($eye$m), a0, a1, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("eye", [$eye, $eye$m], [a0, a1, a2]);
}

/** `aten::feature_alpha_dropout(Tensor input, float p, bool train) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.feature_alpha_dropout.html) */
export function featureAlphaDropout(input: Tensor, p: number, train: boolean): Tensor {
  return wrap(call(id($feature_alpha_dropout), h(input), p, train) as Handle);
}

/** `aten::feature_alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
export function featureAlphaDropout_(self: Tensor, p: number, train: boolean): Tensor {
  call(id($feature_alpha_dropout_), h(self), p, train);
  return self;
}

/** `aten::feature_dropout(Tensor input, float p, bool train) -> Tensor` */
export function featureDropout(input: Tensor, p: number, train: boolean): Tensor {
  return wrap(call(id($feature_dropout), h(input), p, train) as Handle);
}

/** `aten::feature_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
export function featureDropout_(self: Tensor, p: number, train: boolean): Tensor {
  call(id($feature_dropout_), h(self), p, train);
  return self;
}

/** `aten::fft_fft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
export function fftFft(self: Tensor, options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
export function fftFft(self: Tensor, n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
export function fftFft(self: Tensor, n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
export function fftFft(self: Tensor, n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
export function fftFft(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_fft), h(a0), (a1 as Options)?.n, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_fft), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($fft_fft), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_fft), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_fft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
export function fftFft2(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftFft2(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftFft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftFft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftFft2(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_fft2), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_fft2), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_fft2), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_fft2), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_fftfreq(int n, float d=1., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
export function fftFftfreq(n: number | bigint, options?: { d?: number; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function fftFftfreq(n: number | bigint, d?: number, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function fftFftfreq(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_fftfreq), a0, (a1 as Options)?.d, (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory) as Handle);
  }
  return wrap(call(id($fft_fftfreq), a0, a1, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
}

/** `aten::fft_fftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
export function fftFftn(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftFftn(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftFftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftFftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftFftn(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_fftn), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_fftn), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_fftn), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_fftn), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_fftshift(Tensor self, int[1]? dim=None) -> Tensor` */
export function fftFftshift(self: Tensor, options?: { dim?: number | readonly number[] }): Tensor;
export function fftFftshift(self: Tensor, dim?: number | readonly number[]): Tensor;
export function fftFftshift(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($fft_fftshift), h(a0), (a1 as Options)?.dim) as Handle);
  }
  return wrap(call(id($fft_fftshift), h(a0), a1) as Handle);
}

/** `aten::fft_hfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
export function fftHfft(self: Tensor, options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
export function fftHfft(self: Tensor, n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
export function fftHfft(self: Tensor, n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
export function fftHfft(self: Tensor, n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
export function fftHfft(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_hfft), h(a0), (a1 as Options)?.n, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_hfft), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($fft_hfft), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_hfft), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_hfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
export function fftHfft2(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftHfft2(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftHfft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftHfft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftHfft2(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_hfft2), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_hfft2), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_hfft2), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_hfft2), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_hfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
export function fftHfftn(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftHfftn(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftHfftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftHfftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftHfftn(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_hfftn), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_hfftn), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_hfftn), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_hfftn), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_ifft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
export function fftIfft(self: Tensor, options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
export function fftIfft(self: Tensor, n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
export function fftIfft(self: Tensor, n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
export function fftIfft(self: Tensor, n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
export function fftIfft(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_ifft), h(a0), (a1 as Options)?.n, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_ifft), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($fft_ifft), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_ifft), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_ifft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
export function fftIfft2(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIfft2(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIfft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftIfft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftIfft2(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_ifft2), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_ifft2), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_ifft2), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_ifft2), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_ifftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
export function fftIfftn(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIfftn(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIfftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftIfftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftIfftn(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_ifftn), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_ifftn), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_ifftn), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_ifftn), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_ifftshift(Tensor self, int[1]? dim=None) -> Tensor` */
export function fftIfftshift(self: Tensor, options?: { dim?: number | readonly number[] }): Tensor;
export function fftIfftshift(self: Tensor, dim?: number | readonly number[]): Tensor;
export function fftIfftshift(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($fft_ifftshift), h(a0), (a1 as Options)?.dim) as Handle);
  }
  return wrap(call(id($fft_ifftshift), h(a0), a1) as Handle);
}

/** `aten::fft_ihfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
export function fftIhfft(self: Tensor, options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
export function fftIhfft(self: Tensor, n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
export function fftIhfft(self: Tensor, n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
export function fftIhfft(self: Tensor, n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
export function fftIhfft(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_ihfft), h(a0), (a1 as Options)?.n, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_ihfft), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($fft_ihfft), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_ihfft), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_ihfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
export function fftIhfft2(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIhfft2(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIhfft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftIhfft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftIhfft2(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_ihfft2), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_ihfft2), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_ihfft2), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_ihfft2), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_ihfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
export function fftIhfftn(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIhfftn(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIhfftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftIhfftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftIhfftn(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_ihfftn), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_ihfftn), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_ihfftn), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_ihfftn), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_irfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
export function fftIrfft(self: Tensor, options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
export function fftIrfft(self: Tensor, n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
export function fftIrfft(self: Tensor, n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
export function fftIrfft(self: Tensor, n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
export function fftIrfft(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_irfft), h(a0), (a1 as Options)?.n, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_irfft), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($fft_irfft), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_irfft), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_irfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
export function fftIrfft2(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIrfft2(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIrfft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftIrfft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftIrfft2(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_irfft2), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_irfft2), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_irfft2), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_irfft2), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_irfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
export function fftIrfftn(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIrfftn(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftIrfftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftIrfftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftIrfftn(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_irfftn), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_irfftn), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_irfftn), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_irfftn), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_rfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
export function fftRfft(self: Tensor, options?: { n?: number | bigint; dim?: number | bigint; norm?: string }): Tensor;
export function fftRfft(self: Tensor, n?: number | bigint, options?: { dim?: number | bigint; norm?: string }): Tensor;
export function fftRfft(self: Tensor, n?: number | bigint, dim?: number | bigint, options?: { norm?: string }): Tensor;
export function fftRfft(self: Tensor, n?: number | bigint, dim?: number | bigint, norm?: string): Tensor;
export function fftRfft(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_rfft), h(a0), (a1 as Options)?.n, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_rfft), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($fft_rfft), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_rfft), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_rfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
export function fftRfft2(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftRfft2(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftRfft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftRfft2(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftRfft2(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_rfft2), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_rfft2), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_rfft2), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_rfft2), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fft_rfftfreq(int n, float d=1., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
export function fftRfftfreq(n: number | bigint, options?: { d?: number; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function fftRfftfreq(n: number | bigint, d?: number, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function fftRfftfreq(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_rfftfreq), a0, (a1 as Options)?.d, (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory) as Handle);
  }
  return wrap(call(id($fft_rfftfreq), a0, a1, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
}

/** `aten::fft_rfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
export function fftRfftn(self: Tensor, options?: { s?: number | readonly number[]; dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftRfftn(self: Tensor, s?: number | readonly number[], options?: { dim?: number | readonly number[]; norm?: string }): Tensor;
export function fftRfftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], options?: { norm?: string }): Tensor;
export function fftRfftn(self: Tensor, s?: number | readonly number[], dim?: number | readonly number[], norm?: string): Tensor;
export function fftRfftn(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($fft_rfftn), h(a0), (a1 as Options)?.s, (a1 as Options)?.dim, (a1 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($fft_rfftn), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.norm) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && isOptions(a3)) {
    return wrap(call(id($fft_rfftn), h(a0), a1, a2, (a3 as Options)?.norm) as Handle);
  }
  return wrap(call(id($fft_rfftn), h(a0), a1, a2, a3) as Handle);
}

/** `aten::fill.Tensor(Tensor self, Tensor value) -> Tensor`  
 * `aten::fill.Scalar(Tensor self, Scalar value) -> Tensor` */
export function fill(self: Tensor, value: Tensor | Scalar): Tensor;
export function fill(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($fill$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($fill$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("fill", [$fill$Tensor, $fill$Scalar], [a0, a1]);
}

/** `aten::fill_diagonal_(Tensor(a!) self, Scalar fill_value, bool wrap=False) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fill_diagonal_.html) */
export function fillDiagonal_(self: Tensor, fillValue: Scalar, options?: { wrap?: boolean }): Tensor;
export function fillDiagonal_(self: Tensor, fillValue: Scalar, wrap?: boolean): Tensor;
export function fillDiagonal_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    call(id($fill_diagonal_), h(a0), a1, (a2 as Options)?.wrap);
    return a0 as Tensor;
  }
  call(id($fill_diagonal_), h(a0), a1, a2);
  return a0 as Tensor;
}

/** `aten::fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)`  
 * `aten::fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fill_.html) */
export function fill_(self: Tensor, value: Tensor | Scalar): Tensor;
export function fill_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($fill_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($fill_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("fill_", [$fill_$Tensor, $fill_$Scalar], [a0, a1]);
}

/** `aten::fix(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.fix.html) */
export function fix(self: Tensor): Tensor {
  return wrap(call(id($fix), h(self)) as Handle);
}

/** `aten::fix_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fix_.html) */
export function fix_(self: Tensor): Tensor {
  call(id($fix_), h(self));
  return self;
}

/** `aten::flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.flatten.html) */
export function flatten(self: Tensor, options?: { startDim?: number | bigint; endDim?: number | bigint }): Tensor;
export function flatten(self: Tensor, startDim?: number | bigint, options?: { endDim?: number | bigint }): Tensor;
export function flatten(self: Tensor, startDim?: number | bigint, endDim?: number | bigint): Tensor;
export function flatten(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($flatten$using_ints), h(a0), (a1 as Options)?.startDim, (a1 as Options)?.endDim) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && isOptions(a2)) {
    return wrap(call(id($flatten$using_ints), h(a0), a1, (a2 as Options)?.endDim) as Handle);
  }
  return wrap(call(id($flatten$using_ints), h(a0), a1, a2) as Handle);
}

/** `aten::flip(Tensor self, int[] dims) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.flip.html) */
export function flip(self: Tensor, dims: readonly number[]): Tensor {
  return wrap(call(id($flip), h(self), dims) as Handle);
}

/** `aten::fliplr(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.fliplr.html) */
export function fliplr(self: Tensor): Tensor {
  return wrap(call(id($fliplr), h(self)) as Handle);
}

/** `aten::flipud(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.flipud.html) */
export function flipud(self: Tensor): Tensor {
  return wrap(call(id($flipud), h(self)) as Handle);
}

/** `aten::float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor`  
 * `aten::float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor`  
 * `aten::float_power.Scalar(Scalar self, Tensor exponent) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.float_power.html) */
export function floatPower(self: Tensor, exponent: Tensor | Scalar): Tensor;
export function floatPower(self: Scalar, exponent: Tensor): Tensor;
export function floatPower(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($float_power$Tensor_Tensor), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($float_power$Tensor_Scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($float_power$Scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("floatPower", [$float_power$Tensor_Tensor, $float_power$Tensor_Scalar, $float_power$Scalar], [a0, a1]);
}

/** `aten::float_power_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)`  
 * `aten::float_power_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.float_power_.html) */
export function floatPower_(self: Tensor, exponent: Tensor | Scalar): Tensor;
export function floatPower_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($float_power_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($float_power_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("floatPower_", [$float_power_$Tensor, $float_power_$Scalar], [a0, a1]);
}

/** `aten::floor(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.floor.html) */
export function floor(self: Tensor): Tensor {
  return wrap(call(id($floor), h(self)) as Handle);
}

/** `aten::floor_divide(Tensor self, Tensor other) -> Tensor`  
 * `aten::floor_divide.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.floor_divide.html) */
export function floorDivide(self: Tensor, other: Tensor | Scalar): Tensor;
export function floorDivide(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($floor_divide), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($floor_divide$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("floorDivide", [$floor_divide, $floor_divide$Scalar], [a0, a1]);
}

/** `aten::floor_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::floor_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.floor_divide_.html) */
export function floorDivide_(self: Tensor, other: Tensor | Scalar): Tensor;
export function floorDivide_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($floor_divide_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($floor_divide_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("floorDivide_", [$floor_divide_$Tensor, $floor_divide_$Scalar], [a0, a1]);
}

/** `aten::floor_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.floor_.html) */
export function floor_(self: Tensor): Tensor {
  call(id($floor_), h(self));
  return self;
}

/** `aten::fmax(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.fmax.html) */
export function fmax(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($fmax), h(self), h(other)) as Handle);
}

/** `aten::fmin(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.fmin.html) */
export function fmin(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($fmin), h(self), h(other)) as Handle);
}

/** `aten::fmod.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::fmod.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.fmod.html) */
export function fmod(self: Tensor, other: Tensor | Scalar): Tensor;
export function fmod(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($fmod$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($fmod$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("fmod", [$fmod$Tensor, $fmod$Scalar], [a0, a1]);
}

/** `aten::fmod_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::fmod_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fmod_.html) */
export function fmod_(self: Tensor, other: Tensor | Scalar): Tensor;
export function fmod_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($fmod_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($fmod_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("fmod_", [$fmod_$Tensor, $fmod_$Scalar], [a0, a1]);
}

/** `aten::frac(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.frac.html) */
export function frac(self: Tensor): Tensor {
  return wrap(call(id($frac), h(self)) as Handle);
}

/** `aten::frac_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.frac_.html) */
export function frac_(self: Tensor): Tensor {
  call(id($frac_), h(self));
  return self;
}

/** `aten::fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.fractional_max_pool2d.html) */
export function fractionalMaxPool2d(self: Tensor, kernelSize: number | readonly number[], outputSize: number | readonly number[], randomSamples: Tensor): [result0: Tensor, result1: Tensor] {
  return wrapAll(call(id($fractional_max_pool2d), h(self), kernelSize, outputSize, h(randomSamples))) as [result0: Tensor, result1: Tensor];
}

/** `aten::fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.fractional_max_pool3d.html) */
export function fractionalMaxPool3d(self: Tensor, kernelSize: number | readonly number[], outputSize: number | readonly number[], randomSamples: Tensor): [result0: Tensor, result1: Tensor] {
  return wrapAll(call(id($fractional_max_pool3d), h(self), kernelSize, outputSize, h(randomSamples))) as [result0: Tensor, result1: Tensor];
}

/** `aten::frexp.Tensor(Tensor self) -> (Tensor mantissa, Tensor exponent)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.frexp.html) */
export function frexp(self: Tensor): [mantissa: Tensor, exponent: Tensor] {
  return wrapAll(call(id($frexp$Tensor), h(self))) as [mantissa: Tensor, exponent: Tensor];
}

/** `aten::frobenius_norm.dim(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
export function frobeniusNorm(self: Tensor, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
export function frobeniusNorm(self: Tensor, dim: number | readonly number[], keepdim?: boolean): Tensor;
export function frobeniusNorm(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($frobenius_norm$dim), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  return wrap(call(id($frobenius_norm$dim), h(a0), a1, a2) as Handle);
}

/** `aten::full(SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.full.html) */
export function full(size: readonly number[], fillValue: Scalar, options: { dtype: DType | undefined; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($full), size, fillValue, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.full_like.html) */
export function fullLike(self: Tensor, fillValue: Scalar, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($full_like), h(self), fillValue, options?.dtype, options?.layout, options?.device, options?.pinMemory, options?.memoryFormat) as Handle);
}

/** `aten::gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.gather.html) */
export function gather(self: Tensor, dim: number | bigint, index: Tensor, options?: { sparseGrad?: boolean }): Tensor {
  return wrap(call(id($gather), h(self), dim, h(index), options?.sparseGrad) as Handle);
}

/** `aten::gcd(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.gcd.html) */
export function gcd(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($gcd), h(self), h(other)) as Handle);
}

/** `aten::gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.gcd_.html) */
export function gcd_(self: Tensor, other: Tensor): Tensor {
  call(id($gcd_), h(self), h(other));
  return self;
}

/** `aten::ge.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::ge.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ge.html) */
export function ge(self: Tensor, other: Tensor | Scalar): Tensor;
export function ge(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($ge$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($ge$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("ge", [$ge$Tensor, $ge$Scalar], [a0, a1]);
}

/** `aten::ge_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::ge_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.ge_.html) */
export function ge_(self: Tensor, other: Tensor | Scalar): Tensor;
export function ge_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($ge_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($ge_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("ge_", [$ge_$Tensor, $ge_$Scalar], [a0, a1]);
}

/** `aten::gelu(Tensor self, *, str approximate="none") -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.gelu.html) */
export function gelu(self: Tensor, options?: { approximate?: string }): Tensor {
  return wrap(call(id($gelu), h(self), options?.approximate) as Handle);
}

/** `aten::gelu_(Tensor(a!) self, *, str approximate="none") -> Tensor(a!)` */
export function gelu_(self: Tensor, options?: { approximate?: string }): Tensor {
  call(id($gelu_), h(self), options?.approximate);
  return self;
}

/** `aten::geometric(Tensor self, float p, *, Generator? generator=None) -> Tensor` */
export function geometric(self: Tensor, p: number, options?: { generator?: Generator }): Tensor {
  return wrap(call(id($geometric), h(self), p, generatorHandle(options?.generator)) as Handle);
}

/** `aten::geometric_(Tensor(a!) self, float p, *, Generator? generator=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.geometric_.html) */
export function geometric_(self: Tensor, p: number, options?: { generator?: Generator }): Tensor {
  call(id($geometric_), h(self), p, generatorHandle(options?.generator));
  return self;
}

/** `aten::geqrf(Tensor self) -> (Tensor a, Tensor tau)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.geqrf.html) */
export function geqrf(self: Tensor): [a: Tensor, tau: Tensor] {
  return wrapAll(call(id($geqrf), h(self))) as [a: Tensor, tau: Tensor];
}

/** `aten::ger(Tensor self, Tensor vec2) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ger.html) */
export function ger(self: Tensor, vec2: Tensor): Tensor {
  return wrap(call(id($ger), h(self), h(vec2)) as Handle);
}

/** `aten::glu(Tensor self, int dim=-1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.glu.html) */
export function glu(self: Tensor, options?: { dim?: number | bigint }): Tensor;
export function glu(self: Tensor, dim?: number | bigint): Tensor;
export function glu(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($glu), h(a0), (a1 as Options)?.dim) as Handle);
  }
  return wrap(call(id($glu), h(a0), a1) as Handle);
}

const $gradient$array$1 = new Set<string>(["dim","edgeOrder"]);
const $gradient$scalararray$1 = new Set<string>(["spacing","dim","edgeOrder"]);
const $gradient$scalarint$1 = new Set<string>(["spacing","dim","edgeOrder"]);
const $gradient$scalarrayarray$1 = new Set<string>(["spacing","dim","edgeOrder"]);
const $gradient$scalarrayint$1 = new Set<string>(["spacing","dim","edgeOrder"]);
const $gradient$tensorarray$1 = new Set<string>(["spacing","dim","edgeOrder"]);
const $gradient$tensorarrayint$1 = new Set<string>(["spacing","dim","edgeOrder"]);
/** `aten::gradient.array(Tensor self, *, int[] dim, int edge_order=1) -> Tensor[]`  
 * `aten::gradient.scalararray(Tensor self, *, Scalar spacing, int[] dim, int edge_order=1) -> Tensor[]`  
 * `aten::gradient.scalarint(Tensor self, *, Scalar? spacing=None, int? dim=None, int edge_order=1) -> Tensor[]`  
 * `aten::gradient.scalarrayarray(Tensor self, *, Scalar[] spacing, int[] dim, int edge_order=1) -> Tensor[]`  
 * `aten::gradient.scalarrayint(Tensor self, *, Scalar[] spacing, int? dim=None, int edge_order=1) -> Tensor[]`  
 * `aten::gradient.tensorarray(Tensor self, *, Tensor[] spacing, int[] dim, int edge_order=1) -> Tensor[]`  
 * `aten::gradient.tensorarrayint(Tensor self, *, Tensor[] spacing, int? dim=None, int edge_order=1) -> Tensor[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.gradient.html) */
export function gradient(self: Tensor, options: { dim: readonly number[]; edgeOrder?: number | bigint }): Tensor[];
export function gradient(self: Tensor, options: { spacing: Scalar; dim: readonly number[]; edgeOrder?: number | bigint }): Tensor[];
export function gradient(self: Tensor, options?: { spacing?: Scalar; dim?: number | bigint; edgeOrder?: number | bigint }): Tensor[];
export function gradient(self: Tensor, options: { spacing: readonly Scalar[]; dim: readonly number[]; edgeOrder?: number | bigint }): Tensor[];
export function gradient(self: Tensor, options: { spacing: readonly Scalar[]; dim?: number | bigint; edgeOrder?: number | bigint }): Tensor[];
export function gradient(self: Tensor, options: { spacing: readonly Tensor[]; dim: readonly number[]; edgeOrder?: number | bigint }): Tensor[];
export function gradient(self: Tensor, options: { spacing: readonly Tensor[]; dim?: number | bigint; edgeOrder?: number | bigint }): Tensor[];
export function gradient(a0?: unknown, a1?: unknown): Tensor[] {
  if (isOptions(a1) && fits(a1, $gradient$array$1) && ((a1 as Options)?.dim === undefined || isNumberList((a1 as Options)?.dim)) && "dim" in a1) {
    return wrapAll(call(id($gradient$array), h(a0), (a1 as Options)?.dim, (a1 as Options)?.edgeOrder));
  }
  if (isOptions(a1) && fits(a1, $gradient$scalararray$1) && ((a1 as Options)?.spacing === undefined || isScalar((a1 as Options)?.spacing)) && ((a1 as Options)?.dim === undefined || isNumberList((a1 as Options)?.dim)) && "spacing" in a1 && "dim" in a1) {
    return wrapAll(call(id($gradient$scalararray), h(a0), (a1 as Options)?.spacing, (a1 as Options)?.dim, (a1 as Options)?.edgeOrder));
  }
  if (fits(a1, $gradient$scalarint$1) && ((a1 as Options)?.spacing === undefined || isScalar((a1 as Options)?.spacing)) && ((a1 as Options)?.dim === undefined || isInteger((a1 as Options)?.dim))) {
    return wrapAll(call(id($gradient$scalarint), h(a0), (a1 as Options)?.spacing, (a1 as Options)?.dim, (a1 as Options)?.edgeOrder));
  }
  if (isOptions(a1) && fits(a1, $gradient$scalarrayarray$1) && ((a1 as Options)?.spacing === undefined || isScalarList((a1 as Options)?.spacing)) && ((a1 as Options)?.dim === undefined || isNumberList((a1 as Options)?.dim)) && "spacing" in a1 && "dim" in a1) {
    return wrapAll(call(id($gradient$scalarrayarray), h(a0), (a1 as Options)?.spacing, (a1 as Options)?.dim, (a1 as Options)?.edgeOrder));
  }
  if (isOptions(a1) && fits(a1, $gradient$scalarrayint$1) && ((a1 as Options)?.spacing === undefined || isScalarList((a1 as Options)?.spacing)) && ((a1 as Options)?.dim === undefined || isInteger((a1 as Options)?.dim)) && "spacing" in a1) {
    return wrapAll(call(id($gradient$scalarrayint), h(a0), (a1 as Options)?.spacing, (a1 as Options)?.dim, (a1 as Options)?.edgeOrder));
  }
  if (isOptions(a1) && fits(a1, $gradient$tensorarray$1) && ((a1 as Options)?.spacing === undefined || isTensorList((a1 as Options)?.spacing)) && ((a1 as Options)?.dim === undefined || isNumberList((a1 as Options)?.dim)) && "spacing" in a1 && "dim" in a1) {
    return wrapAll(call(id($gradient$tensorarray), h(a0), hs((a1 as Options)?.spacing), (a1 as Options)?.dim, (a1 as Options)?.edgeOrder));
  }
  if (isOptions(a1) && fits(a1, $gradient$tensorarrayint$1) && ((a1 as Options)?.spacing === undefined || isTensorList((a1 as Options)?.spacing)) && ((a1 as Options)?.dim === undefined || isInteger((a1 as Options)?.dim)) && "spacing" in a1) {
    return wrapAll(call(id($gradient$tensorarrayint), h(a0), hs((a1 as Options)?.spacing), (a1 as Options)?.dim, (a1 as Options)?.edgeOrder));
  }
  throw noOverload("gradient", [$gradient$array, $gradient$scalararray, $gradient$scalarint, $gradient$scalarrayarray, $gradient$scalarrayint, $gradient$tensorarray, $gradient$tensorarrayint], [a0, a1]);
}

/** `aten::greater.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::greater.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.greater.html) */
export function greater(self: Tensor, other: Tensor | Scalar): Tensor;
export function greater(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($greater$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($greater$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("greater", [$greater$Tensor, $greater$Scalar], [a0, a1]);
}

/** `aten::greater_equal.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::greater_equal.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.greater_equal.html) */
export function greaterEqual(self: Tensor, other: Tensor | Scalar): Tensor;
export function greaterEqual(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($greater_equal$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($greater_equal$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("greaterEqual", [$greater_equal$Tensor, $greater_equal$Scalar], [a0, a1]);
}

/** `aten::greater_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::greater_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.greater_equal_.html) */
export function greaterEqual_(self: Tensor, other: Tensor | Scalar): Tensor;
export function greaterEqual_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($greater_equal_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($greater_equal_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("greaterEqual_", [$greater_equal_$Tensor, $greater_equal_$Scalar], [a0, a1]);
}

/** `aten::greater_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::greater_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.greater_.html) */
export function greater_(self: Tensor, other: Tensor | Scalar): Tensor;
export function greater_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($greater_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($greater_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("greater_", [$greater_$Tensor, $greater_$Scalar], [a0, a1]);
}

/** `aten::grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
export function gridSampler(input: Tensor, grid: Tensor, interpolationMode: number | bigint, paddingMode: number | bigint, alignCorners: boolean): Tensor {
  return wrap(call(id($grid_sampler), h(input), h(grid), interpolationMode, paddingMode, alignCorners) as Handle);
}

/** `aten::grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
export function gridSampler2d(input: Tensor, grid: Tensor, interpolationMode: number | bigint, paddingMode: number | bigint, alignCorners: boolean): Tensor {
  return wrap(call(id($grid_sampler_2d), h(input), h(grid), interpolationMode, paddingMode, alignCorners) as Handle);
}

/** `aten::grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
export function gridSampler3d(input: Tensor, grid: Tensor, interpolationMode: number | bigint, paddingMode: number | bigint, alignCorners: boolean): Tensor {
  return wrap(call(id($grid_sampler_3d), h(input), h(grid), interpolationMode, paddingMode, alignCorners) as Handle);
}

/** `aten::group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1.0000000000000001e-05, bool cudnn_enabled=True) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.group_norm.html) */
export function groupNorm(input: Tensor, numGroups: number | bigint, options?: { weight?: Tensor; bias?: Tensor; eps?: number; cudnnEnabled?: boolean }): Tensor;
export function groupNorm(input: Tensor, numGroups: number | bigint, weight?: Tensor, options?: { bias?: Tensor; eps?: number; cudnnEnabled?: boolean }): Tensor;
export function groupNorm(input: Tensor, numGroups: number | bigint, weight?: Tensor, bias?: Tensor, options?: { eps?: number; cudnnEnabled?: boolean }): Tensor;
export function groupNorm(input: Tensor, numGroups: number | bigint, weight?: Tensor, bias?: Tensor, eps?: number, options?: { cudnnEnabled?: boolean }): Tensor;
export function groupNorm(input: Tensor, numGroups: number | bigint, weight?: Tensor, bias?: Tensor, eps?: number, cudnnEnabled?: boolean): Tensor;
export function groupNorm(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrap(call(id($group_norm), h(a0), a1, ho((a2 as Options)?.weight), ho((a2 as Options)?.bias), (a2 as Options)?.eps, (a2 as Options)?.cudnnEnabled) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($group_norm), h(a0), a1, ho(a2), ho((a3 as Options)?.bias), (a3 as Options)?.eps, (a3 as Options)?.cudnnEnabled) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || a3 instanceof Tensor) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($group_norm), h(a0), a1, ho(a2), ho(a3), (a4 as Options)?.eps, (a4 as Options)?.cudnnEnabled) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || typeof a4 === "number") && isOptions(a5)) {
    return wrap(call(id($group_norm), h(a0), a1, ho(a2), ho(a3), a4, (a5 as Options)?.cudnnEnabled) as Handle);
  }
  return wrap(call(id($group_norm), h(a0), a1, ho(a2), ho(a3), a4, a5) as Handle);
}

/** `aten::gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`  
 * `aten::gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
export function gru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number | bigint, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor];
export function gru(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number | bigint, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor];
export function gru(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown, a8?: unknown): [result0: Tensor, result1: Tensor] {
  if (a2 instanceof Tensor && isTensorList(a3) && typeof a4 === "boolean" && isInteger(a5) && typeof a6 === "number") {
    return wrapAll(call(id($gru$data), h(a0), h(a1), h(a2), hs(a3), a4, a5, a6, a7, a8)) as [result0: Tensor, result1: Tensor];
  }
  if (isTensorList(a2) && typeof a3 === "boolean" && isInteger(a4) && typeof a5 === "number" && typeof a6 === "boolean") {
    return wrapAll(call(id($gru$input), h(a0), h(a1), hs(a2), a3, a4, a5, a6, a7, a8)) as [result0: Tensor, result1: Tensor];
  }
  throw noOverload("gru", [$gru$data, $gru$input], [a0, a1, a2, a3, a4, a5, a6, a7, a8]);
}

/** `aten::gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
export function gruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor; bHh?: Tensor }): Tensor;
export function gruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh?: Tensor, options?: { bHh?: Tensor }): Tensor;
export function gruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh?: Tensor, bHh?: Tensor): Tensor;
export function gruCell(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a5 === undefined && isOptions(a4)) {
    return wrap(call(id($gru_cell), h(a0), h(a1), h(a2), h(a3), ho((a4 as Options)?.bIh), ho((a4 as Options)?.bHh)) as Handle);
  }
  if ((a4 === undefined || a4 instanceof Tensor) && isOptions(a5)) {
    return wrap(call(id($gru_cell), h(a0), h(a1), h(a2), h(a3), ho(a4), ho((a5 as Options)?.bHh)) as Handle);
  }
  return wrap(call(id($gru_cell), h(a0), h(a1), h(a2), h(a3), ho(a4), ho(a5)) as Handle);
}

/** `aten::gt.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::gt.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.gt.html) */
export function gt(self: Tensor, other: Tensor | Scalar): Tensor;
export function gt(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($gt$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($gt$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("gt", [$gt$Tensor, $gt$Scalar], [a0, a1]);
}

/** `aten::gt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::gt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.gt_.html) */
export function gt_(self: Tensor, other: Tensor | Scalar): Tensor;
export function gt_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($gt_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($gt_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("gt_", [$gt_$Tensor, $gt_$Scalar], [a0, a1]);
}

const $hamming_window$1 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $hamming_window$periodic$2 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $hamming_window$periodic_alpha$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $hamming_window$periodic_alpha_beta$4 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::hamming_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::hamming_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::hamming_window.periodic_alpha(int window_length, bool periodic, float alpha, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::hamming_window.periodic_alpha_beta(int window_length, bool periodic, float alpha, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.hamming_window.html) */
export function hammingWindow(windowLength: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function hammingWindow(windowLength: number | bigint, periodic: boolean, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function hammingWindow(windowLength: number | bigint, periodic: boolean, alpha: number, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function hammingWindow(windowLength: number | bigint, periodic: boolean, alpha: number, beta: number, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function hammingWindow(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && a4 === undefined && fits(a1, $hamming_window$1)) {
    return wrap(call(id($hamming_window), a0, (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory) as Handle);
  }
  if (typeof a1 === "boolean" && a3 === undefined && a4 === undefined && fits(a2, $hamming_window$periodic$2)) {
    return wrap(call(id($hamming_window$periodic), a0, a1, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  if (typeof a1 === "boolean" && typeof a2 === "number" && a4 === undefined && fits(a3, $hamming_window$periodic_alpha$3)) {
    return wrap(call(id($hamming_window$periodic_alpha), a0, a1, a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (typeof a1 === "boolean" && typeof a2 === "number" && typeof a3 === "number" && fits(a4, $hamming_window$periodic_alpha_beta$4)) {
    return wrap(call(id($hamming_window$periodic_alpha_beta), a0, a1, a2, a3, (a4 as Options)?.dtype, (a4 as Options)?.layout, (a4 as Options)?.device, (a4 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("hammingWindow", [$hamming_window, $hamming_window$periodic, $hamming_window$periodic_alpha, $hamming_window$periodic_alpha_beta], [a0, a1, a2, a3, a4]);
}

const $hann_window$1 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $hann_window$periodic$2 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::hann_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::hann_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.hann_window.html) */
export function hannWindow(windowLength: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function hannWindow(windowLength: number | bigint, periodic: boolean, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function hannWindow(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && fits(a1, $hann_window$1)) {
    return wrap(call(id($hann_window), a0, (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory) as Handle);
  }
  if (typeof a1 === "boolean" && fits(a2, $hann_window$periodic$2)) {
    return wrap(call(id($hann_window$periodic), a0, a1, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("hannWindow", [$hann_window, $hann_window$periodic], [a0, a1, a2]);
}

/** `aten::hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardshrink.html) */
export function hardshrink(self: Tensor, options?: { lambd?: Scalar }): Tensor;
export function hardshrink(self: Tensor, lambd?: Scalar): Tensor;
export function hardshrink(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($hardshrink), h(a0), (a1 as Options)?.lambd) as Handle);
  }
  return wrap(call(id($hardshrink), h(a0), a1) as Handle);
}

/** `aten::hardsigmoid(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardsigmoid.html) */
export function hardsigmoid(self: Tensor): Tensor {
  return wrap(call(id($hardsigmoid), h(self)) as Handle);
}

/** `aten::hardsigmoid_(Tensor(a!) self) -> Tensor(a!)` */
export function hardsigmoid_(self: Tensor): Tensor {
  call(id($hardsigmoid_), h(self));
  return self;
}

/** `aten::hardswish(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardswish.html) */
export function hardswish(self: Tensor): Tensor {
  return wrap(call(id($hardswish), h(self)) as Handle);
}

/** `aten::hardswish_(Tensor(a!) self) -> Tensor(a!)` */
export function hardswish_(self: Tensor): Tensor {
  call(id($hardswish_), h(self));
  return self;
}

/** `aten::hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardtanh.html) */
export function hardtanh(self: Tensor, options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
export function hardtanh(self: Tensor, minVal?: Scalar, options?: { maxVal?: Scalar }): Tensor;
export function hardtanh(self: Tensor, minVal?: Scalar, maxVal?: Scalar): Tensor;
export function hardtanh(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($hardtanh), h(a0), (a1 as Options)?.minVal, (a1 as Options)?.maxVal) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && isOptions(a2)) {
    return wrap(call(id($hardtanh), h(a0), a1, (a2 as Options)?.maxVal) as Handle);
  }
  return wrap(call(id($hardtanh), h(a0), a1, a2) as Handle);
}

/** `aten::hardtanh_(Tensor(a!) self, Scalar min_val=-1, Scalar max_val=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardtanh_.html) */
export function hardtanh_(self: Tensor, options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
export function hardtanh_(self: Tensor, minVal?: Scalar, options?: { maxVal?: Scalar }): Tensor;
export function hardtanh_(self: Tensor, minVal?: Scalar, maxVal?: Scalar): Tensor;
export function hardtanh_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    call(id($hardtanh_), h(a0), (a1 as Options)?.minVal, (a1 as Options)?.maxVal);
    return a0 as Tensor;
  }
  if ((a1 === undefined || isScalar(a1)) && isOptions(a2)) {
    call(id($hardtanh_), h(a0), a1, (a2 as Options)?.maxVal);
    return a0 as Tensor;
  }
  call(id($hardtanh_), h(a0), a1, a2);
  return a0 as Tensor;
}

/** `aten::heaviside(Tensor self, Tensor values) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.heaviside.html) */
export function heaviside(self: Tensor, values: Tensor): Tensor {
  return wrap(call(id($heaviside), h(self), h(values)) as Handle);
}

/** `aten::heaviside_(Tensor(a!) self, Tensor values) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.heaviside_.html) */
export function heaviside_(self: Tensor, values: Tensor): Tensor {
  call(id($heaviside_), h(self), h(values));
  return self;
}

/** `aten::hinge_embedding_loss(Tensor self, Tensor target, float margin=1., int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hinge_embedding_loss.html) */
export function hingeEmbeddingLoss(self: Tensor, target: Tensor, options?: { margin?: number; reduction?: number | bigint }): Tensor;
export function hingeEmbeddingLoss(self: Tensor, target: Tensor, margin?: number, options?: { reduction?: number | bigint }): Tensor;
export function hingeEmbeddingLoss(self: Tensor, target: Tensor, margin?: number, reduction?: number | bigint): Tensor;
export function hingeEmbeddingLoss(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($hinge_embedding_loss), h(a0), h(a1), (a2 as Options)?.margin, (a2 as Options)?.reduction) as Handle);
  }
  if ((a2 === undefined || typeof a2 === "number") && isOptions(a3)) {
    return wrap(call(id($hinge_embedding_loss), h(a0), h(a1), a2, (a3 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($hinge_embedding_loss), h(a0), h(a1), a2, a3) as Handle);
}

/** `aten::histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.histc.html) */
export function histc(self: Tensor, options?: { bins?: number | bigint; min?: Scalar; max?: Scalar }): Tensor;
export function histc(self: Tensor, bins?: number | bigint, options?: { min?: Scalar; max?: Scalar }): Tensor;
export function histc(self: Tensor, bins?: number | bigint, min?: Scalar, options?: { max?: Scalar }): Tensor;
export function histc(self: Tensor, bins?: number | bigint, min?: Scalar, max?: Scalar): Tensor;
export function histc(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($histc), h(a0), (a1 as Options)?.bins, (a1 as Options)?.min, (a1 as Options)?.max) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($histc), h(a0), a1, (a2 as Options)?.min, (a2 as Options)?.max) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isScalar(a2)) && isOptions(a3)) {
    return wrap(call(id($histc), h(a0), a1, a2, (a3 as Options)?.max) as Handle);
  }
  return wrap(call(id($histc), h(a0), a1, a2, a3) as Handle);
}

const $histogram$bins_tensor$2 = new Set<string>(["weight","density"]);
const $histogram$bin_ct$2 = new Set<string>(["range","weight","density"]);
const $histogram$bin_ct$1 = new Set<string>(["bins","range","weight","density"]);
/** `aten::histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)`  
 * `aten::histogram.bin_ct(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.histogram.html) */
export function histogram(self: Tensor, bins: Tensor, options?: { weight?: Tensor; density?: boolean }): [hist: Tensor, binEdges: Tensor];
export function histogram(self: Tensor, options?: { bins?: number | bigint; range?: readonly number[]; weight?: Tensor; density?: boolean }): [hist: Tensor, binEdges: Tensor];
export function histogram(self: Tensor, bins?: number | bigint, options?: { range?: readonly number[]; weight?: Tensor; density?: boolean }): [hist: Tensor, binEdges: Tensor];
export function histogram(a0?: unknown, a1?: unknown, a2?: unknown): [hist: Tensor, binEdges: Tensor] {
  if (a1 instanceof Tensor && fits(a2, $histogram$bins_tensor$2)) {
    return wrapAll(call(id($histogram$bins_tensor), h(a0), h(a1), ho((a2 as Options)?.weight), (a2 as Options)?.density)) as [hist: Tensor, binEdges: Tensor];
  }
  if ((a1 === undefined || isInteger(a1)) && fits(a2, $histogram$bin_ct$2)) {
    return wrapAll(call(id($histogram$bin_ct), h(a0), a1, (a2 as Options)?.range, ho((a2 as Options)?.weight), (a2 as Options)?.density)) as [hist: Tensor, binEdges: Tensor];
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $histogram$bin_ct$1)) {
    return wrapAll(call(id($histogram$bin_ct), h(a0), (a1 as Options)?.bins, (a1 as Options)?.range, ho((a1 as Options)?.weight), (a1 as Options)?.density)) as [hist: Tensor, binEdges: Tensor];
  }
  throw noOverload("histogram", [$histogram$bins_tensor, $histogram$bin_ct], [a0, a1, a2]);
}

/** `aten::hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`  
 * `aten::hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.hsplit.html) */
export function hsplit(self: Tensor, indices: readonly number[] | number | bigint): Tensor[];
export function hsplit(a0?: unknown, a1?: unknown): Tensor[] {
  if (isNumberList(a1)) {
    return wrapAll(call(id($hsplit$array), h(a0), a1));
  }
  if (isInteger(a1)) {
    return wrapAll(call(id($hsplit$int), h(a0), a1));
  }
  throw noOverload("hsplit", [$hsplit$array, $hsplit$int], [a0, a1]);
}

/** `aten::hspmm(Tensor mat1, Tensor mat2) -> Tensor` */
export function hspmm(mat1: Tensor, mat2: Tensor): Tensor {
  return wrap(call(id($hspmm), h(mat1), h(mat2)) as Handle);
}

/** `aten::hstack(Tensor[] tensors) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.hstack.html) */
export function hstack(tensors: readonly Tensor[]): Tensor {
  return wrap(call(id($hstack), hs(tensors)) as Handle);
}

/** `aten::huber_loss(Tensor self, Tensor target, int reduction=1, float delta=1.) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.huber_loss.html) */
export function huberLoss(self: Tensor, target: Tensor, options?: { reduction?: number | bigint; delta?: number }): Tensor;
export function huberLoss(self: Tensor, target: Tensor, reduction?: number | bigint, options?: { delta?: number }): Tensor;
export function huberLoss(self: Tensor, target: Tensor, reduction?: number | bigint, delta?: number): Tensor;
export function huberLoss(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($huber_loss), h(a0), h(a1), (a2 as Options)?.reduction, (a2 as Options)?.delta) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($huber_loss), h(a0), h(a1), a2, (a3 as Options)?.delta) as Handle);
  }
  return wrap(call(id($huber_loss), h(a0), h(a1), a2, a3) as Handle);
}

/** `aten::hypot(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.hypot.html) */
export function hypot(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($hypot), h(self), h(other)) as Handle);
}

/** `aten::hypot_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.hypot_.html) */
export function hypot_(self: Tensor, other: Tensor): Tensor {
  call(id($hypot_), h(self), h(other));
  return self;
}

/** `aten::i0(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.i0.html) */
export function i0(self: Tensor): Tensor {
  return wrap(call(id($i0), h(self)) as Handle);
}

/** `aten::i0_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.i0_.html) */
export function i0_(self: Tensor): Tensor {
  call(id($i0_), h(self));
  return self;
}

/** `aten::igamma(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.igamma.html) */
export function igamma(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($igamma), h(self), h(other)) as Handle);
}

/** `aten::igamma_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.igamma_.html) */
export function igamma_(self: Tensor, other: Tensor): Tensor {
  call(id($igamma_), h(self), h(other));
  return self;
}

/** `aten::igammac(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.igammac.html) */
export function igammac(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($igammac), h(self), h(other)) as Handle);
}

/** `aten::igammac_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.igammac_.html) */
export function igammac_(self: Tensor, other: Tensor): Tensor {
  call(id($igammac_), h(self), h(other));
  return self;
}

/** `aten::im2col(Tensor self, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` */
export function im2col(self: Tensor, kernelSize: number | readonly number[], dilation: number | readonly number[], padding: number | readonly number[], stride: number | readonly number[]): Tensor {
  return wrap(call(id($im2col), h(self), kernelSize, dilation, padding, stride) as Handle);
}

/** `aten::imag(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.imag.html) */
export function imag(self: Tensor): Tensor {
  return wrap(call(id($imag), h(self)) as Handle);
}

/** `aten::index.Tensor(Tensor self, Tensor?[] indices) -> Tensor` */
export function index(self: Tensor, indices: readonly (Tensor | undefined)[]): Tensor {
  return wrap(call(id($index$Tensor), h(self), hs(indices)) as Handle);
}

/** `aten::index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.index_add.html) */
export function indexAdd(self: Tensor, dim: number | bigint, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor {
  return wrap(call(id($index_add), h(self), dim, h(index), h(source), options?.alpha) as Handle);
}

/** `aten::index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_add_.html) */
export function indexAdd_(self: Tensor, dim: number | bigint, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor {
  call(id($index_add_), h(self), dim, h(index), h(source), options?.alpha);
  return self;
}

/** `aten::index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.index_copy.html) */
export function indexCopy(self: Tensor, dim: number | bigint, index: Tensor, source: Tensor): Tensor {
  return wrap(call(id($index_copy), h(self), dim, h(index), h(source)) as Handle);
}

/** `aten::index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_copy_.html) */
export function indexCopy_(self: Tensor, dim: number | bigint, index: Tensor, source: Tensor): Tensor {
  call(id($index_copy_), h(self), dim, h(index), h(source));
  return self;
}

/** `aten::index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor`  
 * `aten::index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` */
export function indexFill(self: Tensor, dim: number | bigint, index: Tensor, value: Tensor | Scalar): Tensor;
export function indexFill(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 instanceof Tensor) {
    return wrap(call(id($index_fill$int_Tensor), h(a0), a1, h(a2), h(a3)) as Handle);
  }
  if (isScalar(a3)) {
    return wrap(call(id($index_fill$int_Scalar), h(a0), a1, h(a2), a3) as Handle);
  }
  throw noOverload("indexFill", [$index_fill$int_Tensor, $index_fill$int_Scalar], [a0, a1, a2, a3]);
}

/** `aten::index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)`  
 * `aten::index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_fill_.html) */
export function indexFill_(self: Tensor, dim: number | bigint, index: Tensor, value: Tensor | Scalar): Tensor;
export function indexFill_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 instanceof Tensor) {
    call(id($index_fill_$int_Tensor), h(a0), a1, h(a2), h(a3));
    return a0 as Tensor;
  }
  if (isScalar(a3)) {
    call(id($index_fill_$int_Scalar), h(a0), a1, h(a2), a3);
    return a0 as Tensor;
  }
  throw noOverload("indexFill_", [$index_fill_$int_Tensor, $index_fill_$int_Scalar], [a0, a1, a2, a3]);
}

/** `aten::index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` */
export function indexPut(self: Tensor, indices: readonly (Tensor | undefined)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
export function indexPut(self: Tensor, indices: readonly (Tensor | undefined)[], values: Tensor, accumulate?: boolean): Tensor;
export function indexPut(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (isOptions(a3)) {
    return wrap(call(id($index_put), h(a0), hs(a1), h(a2), (a3 as Options)?.accumulate) as Handle);
  }
  return wrap(call(id($index_put), h(a0), hs(a1), h(a2), a3) as Handle);
}

/** `aten::index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_put_.html) */
export function indexPut_(self: Tensor, indices: readonly (Tensor | undefined)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
export function indexPut_(self: Tensor, indices: readonly (Tensor | undefined)[], values: Tensor, accumulate?: boolean): Tensor;
export function indexPut_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (isOptions(a3)) {
    call(id($index_put_), h(a0), hs(a1), h(a2), (a3 as Options)?.accumulate);
    return a0 as Tensor;
  }
  call(id($index_put_), h(a0), hs(a1), h(a2), a3);
  return a0 as Tensor;
}

/** `aten::index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.index_reduce.html) */
export function indexReduce(self: Tensor, dim: number | bigint, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor {
  return wrap(call(id($index_reduce), h(self), dim, h(index), h(source), reduce, options?.includeSelf) as Handle);
}

/** `aten::index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_reduce_.html) */
export function indexReduce_(self: Tensor, dim: number | bigint, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor {
  call(id($index_reduce_), h(self), dim, h(index), h(source), reduce, options?.includeSelf);
  return self;
}

/** `aten::index_select(Tensor self, int dim, Tensor index) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.index_select.html) */
export function indexSelect(self: Tensor, dim: number | bigint, index: Tensor): Tensor {
  return wrap(call(id($index_select), h(self), dim, h(index)) as Handle);
}

/** `aten::indices(Tensor(a) self) -> Tensor(a)` */
export function indices(self: Tensor): Tensor {
  return wrap(call(id($indices), h(self)) as Handle);
}

/** `aten::indices_copy(Tensor self) -> Tensor` */
export function indicesCopy(self: Tensor): Tensor {
  return wrap(call(id($indices_copy), h(self)) as Handle);
}

/** `aten::inner(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.inner.html) */
export function inner(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($inner), h(self), h(other)) as Handle);
}

/** `aten::instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.instance_norm.html) */
export function instanceNorm(input: Tensor, weight: Tensor | undefined, bias: Tensor | undefined, runningMean: Tensor | undefined, runningVar: Tensor | undefined, useInputStats: boolean, momentum: number, eps: number, cudnnEnabled: boolean): Tensor {
  return wrap(call(id($instance_norm), h(input), ho(weight), ho(bias), ho(runningMean), ho(runningVar), useInputStats, momentum, eps, cudnnEnabled) as Handle);
}

/** `aten::inverse(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.inverse.html) */
export function inverse(self: Tensor): Tensor {
  return wrap(call(id($inverse), h(self)) as Handle);
}

/** `aten::is_coalesced(Tensor self) -> bool` */
export function isCoalesced(self: Tensor): boolean {
  return call(id($is_coalesced), h(self)) as boolean;
}

/** `aten::is_complex(Tensor self) -> bool`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.is_complex.html) */
export function isComplex(self: Tensor): boolean {
  return call(id($is_complex), h(self)) as boolean;
}

/** `aten::is_conj(Tensor self) -> bool`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.is_conj.html) */
export function isConj(self: Tensor): boolean {
  return call(id($is_conj), h(self)) as boolean;
}

/** `aten::is_floating_point(Tensor self) -> bool`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.is_floating_point.html) */
export function isFloatingPoint(self: Tensor): boolean {
  return call(id($is_floating_point), h(self)) as boolean;
}

/** `aten::is_neg(Tensor self) -> bool` */
export function isNeg(self: Tensor): boolean {
  return call(id($is_neg), h(self)) as boolean;
}

/** `aten::is_nonzero(Tensor self) -> bool`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.is_nonzero.html) */
export function isNonzero(self: Tensor): boolean {
  return call(id($is_nonzero), h(self)) as boolean;
}

/** `aten::is_pinned(Tensor self, Device? device=None) -> bool` */
export function isPinned(self: Tensor, options?: { device?: Device }): boolean;
export function isPinned(self: Tensor, device?: Device): boolean;
export function isPinned(a0?: unknown, a1?: unknown): boolean {
  if (isOptions(a1)) {
    return call(id($is_pinned), h(a0), (a1 as Options)?.device) as boolean;
  }
  return call(id($is_pinned), h(a0), a1) as boolean;
}

/** `aten::is_same_size(Tensor self, Tensor other) -> bool` */
export function isSameSize(self: Tensor, other: Tensor): boolean {
  return call(id($is_same_size), h(self), h(other)) as boolean;
}

/** `aten::is_set_to(Tensor self, Tensor tensor) -> bool` */
export function isSetTo(self: Tensor, tensor: Tensor): boolean {
  return call(id($is_set_to), h(self), h(tensor)) as boolean;
}

/** `aten::is_signed(Tensor self) -> bool` */
export function isSigned(self: Tensor): boolean {
  return call(id($is_signed), h(self)) as boolean;
}

/** `aten::isclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isclose.html) */
export function isclose(self: Tensor, other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): Tensor;
export function isclose(self: Tensor, other: Tensor, rtol?: number, options?: { atol?: number; equalNan?: boolean }): Tensor;
export function isclose(self: Tensor, other: Tensor, rtol?: number, atol?: number, options?: { equalNan?: boolean }): Tensor;
export function isclose(self: Tensor, other: Tensor, rtol?: number, atol?: number, equalNan?: boolean): Tensor;
export function isclose(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($isclose), h(a0), h(a1), (a2 as Options)?.rtol, (a2 as Options)?.atol, (a2 as Options)?.equalNan) as Handle);
  }
  if ((a2 === undefined || typeof a2 === "number") && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($isclose), h(a0), h(a1), a2, (a3 as Options)?.atol, (a3 as Options)?.equalNan) as Handle);
  }
  if ((a2 === undefined || typeof a2 === "number") && (a3 === undefined || typeof a3 === "number") && isOptions(a4)) {
    return wrap(call(id($isclose), h(a0), h(a1), a2, a3, (a4 as Options)?.equalNan) as Handle);
  }
  return wrap(call(id($isclose), h(a0), h(a1), a2, a3, a4) as Handle);
}

/** `aten::isfinite(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isfinite.html) */
export function isfinite(self: Tensor): Tensor {
  return wrap(call(id($isfinite), h(self)) as Handle);
}

const $isin$Tensor_Tensor$2 = new Set<string>(["assumeUnique","invert"]);
const $isin$Tensor_Scalar$2 = new Set<string>(["assumeUnique","invert"]);
const $isin$Scalar_Tensor$2 = new Set<string>(["assumeUnique","invert"]);
/** `aten::isin.Tensor_Tensor(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor`  
 * `aten::isin.Tensor_Scalar(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False) -> Tensor`  
 * `aten::isin.Scalar_Tensor(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isin.html) */
export function isin(elements: Tensor, testElements: Tensor | Scalar, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
export function isin(element: Scalar, testElements: Tensor, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
export function isin(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor && fits(a2, $isin$Tensor_Tensor$2)) {
    return wrap(call(id($isin$Tensor_Tensor), h(a0), h(a1), (a2 as Options)?.assumeUnique, (a2 as Options)?.invert) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1) && fits(a2, $isin$Tensor_Scalar$2)) {
    return wrap(call(id($isin$Tensor_Scalar), h(a0), a1, (a2 as Options)?.assumeUnique, (a2 as Options)?.invert) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor && fits(a2, $isin$Scalar_Tensor$2)) {
    return wrap(call(id($isin$Scalar_Tensor), a0, h(a1), (a2 as Options)?.assumeUnique, (a2 as Options)?.invert) as Handle);
  }
  throw noOverload("isin", [$isin$Tensor_Tensor, $isin$Tensor_Scalar, $isin$Scalar_Tensor], [a0, a1, a2]);
}

/** `aten::isinf(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isinf.html) */
export function isinf(self: Tensor): Tensor {
  return wrap(call(id($isinf), h(self)) as Handle);
}

/** `aten::isnan(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isnan.html) */
export function isnan(self: Tensor): Tensor {
  return wrap(call(id($isnan), h(self)) as Handle);
}

/** `aten::isneginf(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isneginf.html) */
export function isneginf(self: Tensor): Tensor {
  return wrap(call(id($isneginf), h(self)) as Handle);
}

/** `aten::isposinf(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isposinf.html) */
export function isposinf(self: Tensor): Tensor {
  return wrap(call(id($isposinf), h(self)) as Handle);
}

/** `aten::isreal(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.isreal.html) */
export function isreal(self: Tensor): Tensor {
  return wrap(call(id($isreal), h(self)) as Handle);
}

/** `aten::istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.istft.html) */
export function istft(self: Tensor, nFft: number | bigint, options?: { hopLength?: number | bigint; winLength?: number | bigint; window?: Tensor; center?: boolean; normalized?: boolean; onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
export function istft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, options?: { winLength?: number | bigint; window?: Tensor; center?: boolean; normalized?: boolean; onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
export function istft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, options?: { window?: Tensor; center?: boolean; normalized?: boolean; onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
export function istft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, options?: { center?: boolean; normalized?: boolean; onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
export function istft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, options?: { normalized?: boolean; onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
export function istft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, normalized?: boolean, options?: { onesided?: boolean; length?: number | bigint; returnComplex?: boolean }): Tensor;
export function istft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, normalized?: boolean, onesided?: boolean, options?: { length?: number | bigint; returnComplex?: boolean }): Tensor;
export function istft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, normalized?: boolean, onesided?: boolean, length?: number | bigint, options?: { returnComplex?: boolean }): Tensor;
export function istft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, normalized?: boolean, onesided?: boolean, length?: number | bigint, returnComplex?: boolean): Tensor;
export function istft(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown, a8?: unknown, a9?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && isOptions(a2)) {
    return wrap(call(id($istft), h(a0), a1, (a2 as Options)?.hopLength, (a2 as Options)?.winLength, ho((a2 as Options)?.window), (a2 as Options)?.center, (a2 as Options)?.normalized, (a2 as Options)?.onesided, (a2 as Options)?.length, (a2 as Options)?.returnComplex) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && isOptions(a3)) {
    return wrap(call(id($istft), h(a0), a1, a2, (a3 as Options)?.winLength, ho((a3 as Options)?.window), (a3 as Options)?.center, (a3 as Options)?.normalized, (a3 as Options)?.onesided, (a3 as Options)?.length, (a3 as Options)?.returnComplex) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && isOptions(a4)) {
    return wrap(call(id($istft), h(a0), a1, a2, a3, ho((a4 as Options)?.window), (a4 as Options)?.center, (a4 as Options)?.normalized, (a4 as Options)?.onesided, (a4 as Options)?.length, (a4 as Options)?.returnComplex) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && isOptions(a5)) {
    return wrap(call(id($istft), h(a0), a1, a2, a3, ho(a4), (a5 as Options)?.center, (a5 as Options)?.normalized, (a5 as Options)?.onesided, (a5 as Options)?.length, (a5 as Options)?.returnComplex) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && a7 === undefined && a8 === undefined && a9 === undefined && isOptions(a6)) {
    return wrap(call(id($istft), h(a0), a1, a2, a3, ho(a4), a5, (a6 as Options)?.normalized, (a6 as Options)?.onesided, (a6 as Options)?.length, (a6 as Options)?.returnComplex) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "boolean") && a8 === undefined && a9 === undefined && isOptions(a7)) {
    return wrap(call(id($istft), h(a0), a1, a2, a3, ho(a4), a5, a6, (a7 as Options)?.onesided, (a7 as Options)?.length, (a7 as Options)?.returnComplex) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "boolean") && (a7 === undefined || typeof a7 === "boolean") && a9 === undefined && isOptions(a8)) {
    return wrap(call(id($istft), h(a0), a1, a2, a3, ho(a4), a5, a6, a7, (a8 as Options)?.length, (a8 as Options)?.returnComplex) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "boolean") && (a7 === undefined || typeof a7 === "boolean") && (a8 === undefined || isInteger(a8)) && isOptions(a9)) {
    return wrap(call(id($istft), h(a0), a1, a2, a3, ho(a4), a5, a6, a7, a8, (a9 as Options)?.returnComplex) as Handle);
  }
  return wrap(call(id($istft), h(a0), a1, a2, a3, ho(a4), a5, a6, a7, a8, a9) as Handle);
}

/** `aten::item(Tensor self) -> Scalar` */
export function item(self: Tensor): number | bigint | boolean | { re: number; im: number } {
  return call(id($item), h(self)) as number | bigint | boolean | { re: number; im: number };
}

const $kaiser_window$1 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $kaiser_window$periodic$2 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $kaiser_window$beta$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::kaiser_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::kaiser_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::kaiser_window.beta(int window_length, bool periodic, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.kaiser_window.html) */
export function kaiserWindow(windowLength: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function kaiserWindow(windowLength: number | bigint, periodic: boolean, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function kaiserWindow(windowLength: number | bigint, periodic: boolean, beta: number, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function kaiserWindow(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && fits(a1, $kaiser_window$1)) {
    return wrap(call(id($kaiser_window), a0, (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory) as Handle);
  }
  if (typeof a1 === "boolean" && a3 === undefined && fits(a2, $kaiser_window$periodic$2)) {
    return wrap(call(id($kaiser_window$periodic), a0, a1, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  if (typeof a1 === "boolean" && typeof a2 === "number" && fits(a3, $kaiser_window$beta$3)) {
    return wrap(call(id($kaiser_window$beta), a0, a1, a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("kaiserWindow", [$kaiser_window, $kaiser_window$periodic, $kaiser_window$beta], [a0, a1, a2, a3]);
}

/** `aten::kl_div(Tensor self, Tensor target, int reduction=1, *, bool log_target=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.kl_div.html) */
export function klDiv(self: Tensor, target: Tensor, options?: { reduction?: number | bigint; logTarget?: boolean }): Tensor;
export function klDiv(self: Tensor, target: Tensor, reduction?: number | bigint, options?: { logTarget?: boolean }): Tensor;
export function klDiv(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($kl_div), h(a0), h(a1), (a2 as Options)?.reduction, (a2 as Options)?.logTarget) as Handle);
  }
  return wrap(call(id($kl_div), h(a0), h(a1), a2, (a3 as Options)?.logTarget) as Handle);
}

/** `aten::kron(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.kron.html) */
export function kron(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($kron), h(self), h(other)) as Handle);
}

/** `aten::kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.kthvalue.html) */
export function kthvalue(self: Tensor, k: number | bigint, options?: { dim?: number | bigint; keepdim?: boolean }): [values: Tensor, indices: Tensor];
export function kthvalue(self: Tensor, k: number | bigint, dim?: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
export function kthvalue(self: Tensor, k: number | bigint, dim?: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
export function kthvalue(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): [values: Tensor, indices: Tensor] {
  if (a3 === undefined && isOptions(a2)) {
    return wrapAll(call(id($kthvalue), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.keepdim)) as [values: Tensor, indices: Tensor];
  }
  if ((a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrapAll(call(id($kthvalue), h(a0), a1, a2, (a3 as Options)?.keepdim)) as [values: Tensor, indices: Tensor];
  }
  return wrapAll(call(id($kthvalue), h(a0), a1, a2, a3)) as [values: Tensor, indices: Tensor];
}

/** `aten::l1_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.l1_loss.html) */
export function l1Loss(self: Tensor, target: Tensor, options?: { reduction?: number | bigint }): Tensor;
export function l1Loss(self: Tensor, target: Tensor, reduction?: number | bigint): Tensor;
export function l1Loss(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($l1_loss), h(a0), h(a1), (a2 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($l1_loss), h(a0), h(a1), a2) as Handle);
}

/** `aten::layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1.0000000000000001e-05, bool cudnn_enable=True) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.layer_norm.html) */
export function layerNorm(input: Tensor, normalizedShape: readonly number[], options?: { weight?: Tensor; bias?: Tensor; eps?: number; cudnnEnable?: boolean }): Tensor;
export function layerNorm(input: Tensor, normalizedShape: readonly number[], weight?: Tensor, options?: { bias?: Tensor; eps?: number; cudnnEnable?: boolean }): Tensor;
export function layerNorm(input: Tensor, normalizedShape: readonly number[], weight?: Tensor, bias?: Tensor, options?: { eps?: number; cudnnEnable?: boolean }): Tensor;
export function layerNorm(input: Tensor, normalizedShape: readonly number[], weight?: Tensor, bias?: Tensor, eps?: number, options?: { cudnnEnable?: boolean }): Tensor;
export function layerNorm(input: Tensor, normalizedShape: readonly number[], weight?: Tensor, bias?: Tensor, eps?: number, cudnnEnable?: boolean): Tensor;
export function layerNorm(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrap(call(id($layer_norm), h(a0), a1, ho((a2 as Options)?.weight), ho((a2 as Options)?.bias), (a2 as Options)?.eps, (a2 as Options)?.cudnnEnable) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($layer_norm), h(a0), a1, ho(a2), ho((a3 as Options)?.bias), (a3 as Options)?.eps, (a3 as Options)?.cudnnEnable) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || a3 instanceof Tensor) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($layer_norm), h(a0), a1, ho(a2), ho(a3), (a4 as Options)?.eps, (a4 as Options)?.cudnnEnable) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || typeof a4 === "number") && isOptions(a5)) {
    return wrap(call(id($layer_norm), h(a0), a1, ho(a2), ho(a3), a4, (a5 as Options)?.cudnnEnable) as Handle);
  }
  return wrap(call(id($layer_norm), h(a0), a1, ho(a2), ho(a3), a4, a5) as Handle);
}

/** `aten::lcm(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lcm.html) */
export function lcm(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($lcm), h(self), h(other)) as Handle);
}

/** `aten::lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.lcm_.html) */
export function lcm_(self: Tensor, other: Tensor): Tensor {
  call(id($lcm_), h(self), h(other));
  return self;
}

/** `aten::ldexp.Tensor(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ldexp.html) */
export function ldexp(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($ldexp$Tensor), h(self), h(other)) as Handle);
}

/** `aten::ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.ldexp_.html) */
export function ldexp_(self: Tensor, other: Tensor): Tensor {
  call(id($ldexp_), h(self), h(other));
  return self;
}

/** `aten::le.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::le.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.le.html) */
export function le(self: Tensor, other: Tensor | Scalar): Tensor;
export function le(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($le$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($le$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("le", [$le$Tensor, $le$Scalar], [a0, a1]);
}

/** `aten::le_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::le_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.le_.html) */
export function le_(self: Tensor, other: Tensor | Scalar): Tensor;
export function le_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($le_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($le_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("le_", [$le_$Tensor, $le_$Scalar], [a0, a1]);
}

/** `aten::leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.leaky_relu.html) */
export function leakyRelu(self: Tensor, options?: { negativeSlope?: Scalar }): Tensor;
export function leakyRelu(self: Tensor, negativeSlope?: Scalar): Tensor;
export function leakyRelu(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($leaky_relu), h(a0), (a1 as Options)?.negativeSlope) as Handle);
  }
  return wrap(call(id($leaky_relu), h(a0), a1) as Handle);
}

/** `aten::leaky_relu_(Tensor(a!) self, Scalar negative_slope=0.01) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.leaky_relu_.html) */
export function leakyRelu_(self: Tensor, options?: { negativeSlope?: Scalar }): Tensor;
export function leakyRelu_(self: Tensor, negativeSlope?: Scalar): Tensor;
export function leakyRelu_(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    call(id($leaky_relu_), h(a0), (a1 as Options)?.negativeSlope);
    return a0 as Tensor;
  }
  call(id($leaky_relu_), h(a0), a1);
  return a0 as Tensor;
}

/** `aten::lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor`  
 * `aten::lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lerp.html) */
export function lerp(self: Tensor, end: Tensor, weight: Tensor | Scalar): Tensor;
export function lerp(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 instanceof Tensor) {
    return wrap(call(id($lerp$Tensor), h(a0), h(a1), h(a2)) as Handle);
  }
  if (isScalar(a2)) {
    return wrap(call(id($lerp$Scalar), h(a0), h(a1), a2) as Handle);
  }
  throw noOverload("lerp", [$lerp$Tensor, $lerp$Scalar], [a0, a1, a2]);
}

/** `aten::lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)`  
 * `aten::lerp_.Scalar(Tensor(a!) self, Tensor end, Scalar weight) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.lerp_.html) */
export function lerp_(self: Tensor, end: Tensor, weight: Tensor | Scalar): Tensor;
export function lerp_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 instanceof Tensor) {
    call(id($lerp_$Tensor), h(a0), h(a1), h(a2));
    return a0 as Tensor;
  }
  if (isScalar(a2)) {
    call(id($lerp_$Scalar), h(a0), h(a1), a2);
    return a0 as Tensor;
  }
  throw noOverload("lerp_", [$lerp_$Tensor, $lerp_$Scalar], [a0, a1, a2]);
}

/** `aten::less.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::less.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.less.html) */
export function less(self: Tensor, other: Tensor | Scalar): Tensor;
export function less(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($less$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($less$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("less", [$less$Tensor, $less$Scalar], [a0, a1]);
}

/** `aten::less_equal.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::less_equal.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.less_equal.html) */
export function lessEqual(self: Tensor, other: Tensor | Scalar): Tensor;
export function lessEqual(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($less_equal$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($less_equal$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("lessEqual", [$less_equal$Tensor, $less_equal$Scalar], [a0, a1]);
}

/** `aten::less_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::less_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.less_equal_.html) */
export function lessEqual_(self: Tensor, other: Tensor | Scalar): Tensor;
export function lessEqual_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($less_equal_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($less_equal_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("lessEqual_", [$less_equal_$Tensor, $less_equal_$Scalar], [a0, a1]);
}

/** `aten::less_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::less_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.less_.html) */
export function less_(self: Tensor, other: Tensor | Scalar): Tensor;
export function less_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($less_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($less_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("less_", [$less_$Tensor, $less_$Scalar], [a0, a1]);
}

/** `aten::lgamma(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lgamma.html) */
export function lgamma(self: Tensor): Tensor {
  return wrap(call(id($lgamma), h(self)) as Handle);
}

/** `aten::lgamma_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.lgamma_.html) */
export function lgamma_(self: Tensor): Tensor {
  call(id($lgamma_), h(self));
  return self;
}

/** `aten::linalg_cholesky(Tensor self, *, bool upper=False) -> Tensor` */
export function linalgCholesky(self: Tensor, options?: { upper?: boolean }): Tensor {
  return wrap(call(id($linalg_cholesky), h(self), options?.upper) as Handle);
}

/** `aten::linalg_cholesky_ex(Tensor self, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)` */
export function linalgCholeskyEx(self: Tensor, options?: { upper?: boolean; checkErrors?: boolean }): [L: Tensor, info: Tensor] {
  return wrapAll(call(id($linalg_cholesky_ex), h(self), options?.upper, options?.checkErrors)) as [L: Tensor, info: Tensor];
}

const $linalg_cond$1 = new Set<string>(["p"]);
/** `aten::linalg_cond(Tensor self, Scalar? p=None) -> Tensor`  
 * `aten::linalg_cond.p_str(Tensor self, str p) -> Tensor` */
export function linalgCond(self: Tensor, options?: { p?: Scalar }): Tensor;
export function linalgCond(self: Tensor, p?: Scalar): Tensor;
export function linalgCond(self: Tensor, p: string): Tensor;
export function linalgCond(a0?: unknown, a1?: unknown): Tensor {
  if ((a1 === undefined || isScalar(a1))) {
    return wrap(call(id($linalg_cond), h(a0), a1) as Handle);
  }
  if (isOptions(a1) && fits(a1, $linalg_cond$1)) {
    return wrap(call(id($linalg_cond), h(a0), (a1 as Options)?.p) as Handle);
  }
  if (typeof a1 === "string") {
    return wrap(call(id($linalg_cond$p_str), h(a0), a1) as Handle);
  }
  throw noOverload("linalgCond", [$linalg_cond, $linalg_cond$p_str], [a0, a1]);
}

/** `aten::linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor` */
export function linalgCross(self: Tensor, other: Tensor, options?: { dim?: number | bigint }): Tensor {
  return wrap(call(id($linalg_cross), h(self), h(other), options?.dim) as Handle);
}

/** `aten::linalg_det(Tensor A) -> Tensor` */
export function linalgDet(A: Tensor): Tensor {
  return wrap(call(id($linalg_det), h(A)) as Handle);
}

/** `aten::linalg_diagonal(Tensor(a) A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor(a)` */
export function linalgDiagonal(A: Tensor, options?: { offset?: number | bigint; dim1?: number | bigint; dim2?: number | bigint }): Tensor {
  return wrap(call(id($linalg_diagonal), h(A), options?.offset, options?.dim1, options?.dim2) as Handle);
}

/** `aten::linalg_eig(Tensor self) -> (Tensor eigenvalues, Tensor eigenvectors)` */
export function linalgEig(self: Tensor): [eigenvalues: Tensor, eigenvectors: Tensor] {
  return wrapAll(call(id($linalg_eig), h(self))) as [eigenvalues: Tensor, eigenvectors: Tensor];
}

/** `aten::linalg_eigh(Tensor self, str UPLO="L") -> (Tensor eigenvalues, Tensor eigenvectors)` */
export function linalgEigh(self: Tensor, options?: { UPLO?: string }): [eigenvalues: Tensor, eigenvectors: Tensor];
export function linalgEigh(self: Tensor, UPLO?: string): [eigenvalues: Tensor, eigenvectors: Tensor];
export function linalgEigh(a0?: unknown, a1?: unknown): [eigenvalues: Tensor, eigenvectors: Tensor] {
  if (isOptions(a1)) {
    return wrapAll(call(id($linalg_eigh), h(a0), (a1 as Options)?.UPLO)) as [eigenvalues: Tensor, eigenvectors: Tensor];
  }
  return wrapAll(call(id($linalg_eigh), h(a0), a1)) as [eigenvalues: Tensor, eigenvectors: Tensor];
}

/** `aten::linalg_eigvals(Tensor self) -> Tensor` */
export function linalgEigvals(self: Tensor): Tensor {
  return wrap(call(id($linalg_eigvals), h(self)) as Handle);
}

/** `aten::linalg_eigvalsh(Tensor self, str UPLO="L") -> Tensor` */
export function linalgEigvalsh(self: Tensor, options?: { UPLO?: string }): Tensor;
export function linalgEigvalsh(self: Tensor, UPLO?: string): Tensor;
export function linalgEigvalsh(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($linalg_eigvalsh), h(a0), (a1 as Options)?.UPLO) as Handle);
  }
  return wrap(call(id($linalg_eigvalsh), h(a0), a1) as Handle);
}

/** `aten::linalg_householder_product(Tensor input, Tensor tau) -> Tensor` */
export function linalgHouseholderProduct(input: Tensor, tau: Tensor): Tensor {
  return wrap(call(id($linalg_householder_product), h(input), h(tau)) as Handle);
}

/** `aten::linalg_inv(Tensor A) -> Tensor` */
export function linalgInv(A: Tensor): Tensor {
  return wrap(call(id($linalg_inv), h(A)) as Handle);
}

/** `aten::linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)` */
export function linalgInvEx(A: Tensor, options?: { checkErrors?: boolean }): [inverse: Tensor, info: Tensor] {
  return wrapAll(call(id($linalg_inv_ex), h(A), options?.checkErrors)) as [inverse: Tensor, info: Tensor];
}

/** `aten::linalg_ldl_factor(Tensor self, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)` */
export function linalgLdlFactor(self: Tensor, options?: { hermitian?: boolean }): [LD: Tensor, pivots: Tensor] {
  return wrapAll(call(id($linalg_ldl_factor), h(self), options?.hermitian)) as [LD: Tensor, pivots: Tensor];
}

/** `aten::linalg_ldl_factor_ex(Tensor self, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)` */
export function linalgLdlFactorEx(self: Tensor, options?: { hermitian?: boolean; checkErrors?: boolean }): [LD: Tensor, pivots: Tensor, info: Tensor] {
  return wrapAll(call(id($linalg_ldl_factor_ex), h(self), options?.hermitian, options?.checkErrors)) as [LD: Tensor, pivots: Tensor, info: Tensor];
}

/** `aten::linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor` */
export function linalgLdlSolve(LD: Tensor, pivots: Tensor, B: Tensor, options?: { hermitian?: boolean }): Tensor {
  return wrap(call(id($linalg_ldl_solve), h(LD), h(pivots), h(B), options?.hermitian) as Handle);
}

/** `aten::linalg_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)` */
export function linalgLstsq(self: Tensor, b: Tensor, options?: { rcond?: number; driver?: string }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
export function linalgLstsq(self: Tensor, b: Tensor, rcond?: number, options?: { driver?: string }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
export function linalgLstsq(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor] {
  if (a3 === undefined && isOptions(a2)) {
    return wrapAll(call(id($linalg_lstsq), h(a0), h(a1), (a2 as Options)?.rcond, (a2 as Options)?.driver)) as [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
  }
  return wrapAll(call(id($linalg_lstsq), h(a0), h(a1), a2, (a3 as Options)?.driver)) as [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
}

/** `aten::linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)` */
export function linalgLu(A: Tensor, options?: { pivot?: boolean }): [P: Tensor, L: Tensor, U: Tensor] {
  return wrapAll(call(id($linalg_lu), h(A), options?.pivot)) as [P: Tensor, L: Tensor, U: Tensor];
}

/** `aten::linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)` */
export function linalgLuFactor(A: Tensor, options?: { pivot?: boolean }): [LU: Tensor, pivots: Tensor] {
  return wrapAll(call(id($linalg_lu_factor), h(A), options?.pivot)) as [LU: Tensor, pivots: Tensor];
}

/** `aten::linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)` */
export function linalgLuFactorEx(A: Tensor, options?: { pivot?: boolean; checkErrors?: boolean }): [LU: Tensor, pivots: Tensor, info: Tensor] {
  return wrapAll(call(id($linalg_lu_factor_ex), h(A), options?.pivot, options?.checkErrors)) as [LU: Tensor, pivots: Tensor, info: Tensor];
}

/** `aten::linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor` */
export function linalgLuSolve(LU: Tensor, pivots: Tensor, B: Tensor, options?: { left?: boolean; adjoint?: boolean }): Tensor {
  return wrap(call(id($linalg_lu_solve), h(LU), h(pivots), h(B), options?.left, options?.adjoint) as Handle);
}

/** `aten::linalg_matmul(Tensor self, Tensor other) -> Tensor` */
export function linalgMatmul(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($linalg_matmul), h(self), h(other)) as Handle);
}

/** `aten::linalg_matrix_exp(Tensor self) -> Tensor` */
export function linalgMatrixExp(self: Tensor): Tensor {
  return wrap(call(id($linalg_matrix_exp), h(self)) as Handle);
}

const $linalg_matrix_norm$4 = new Set<string>(["dtype"]);
const $linalg_matrix_norm$3 = new Set<string>(["keepdim","dtype"]);
const $linalg_matrix_norm$2 = new Set<string>(["dim","keepdim","dtype"]);
const $linalg_matrix_norm$str_ord$4 = new Set<string>(["dtype"]);
const $linalg_matrix_norm$str_ord$3 = new Set<string>(["keepdim","dtype"]);
const $linalg_matrix_norm$str_ord$2 = new Set<string>(["dim","keepdim","dtype"]);
const $linalg_matrix_norm$str_ord$1 = new Set<string>(["ord","dim","keepdim","dtype"]);
/** `aten::linalg_matrix_norm(Tensor self, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
 * `aten::linalg_matrix_norm.str_ord(Tensor self, str ord="fro", int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
export function linalgMatrixNorm(self: Tensor, ord: Scalar, options?: { dim?: readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgMatrixNorm(self: Tensor, ord: Scalar, dim?: readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgMatrixNorm(self: Tensor, ord: Scalar, dim?: readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
export function linalgMatrixNorm(self: Tensor, options?: { ord?: string; dim?: readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgMatrixNorm(self: Tensor, ord?: string, options?: { dim?: readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgMatrixNorm(self: Tensor, ord?: string, dim?: readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgMatrixNorm(self: Tensor, ord?: string, dim?: readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
export function linalgMatrixNorm(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (isScalar(a1) && (a2 === undefined || isNumberList(a2)) && (a3 === undefined || typeof a3 === "boolean") && fits(a4, $linalg_matrix_norm$4)) {
    return wrap(call(id($linalg_matrix_norm), h(a0), a1, a2, a3, (a4 as Options)?.dtype) as Handle);
  }
  if (isScalar(a1) && (a2 === undefined || isNumberList(a2)) && a4 === undefined && isOptions(a3) && fits(a3, $linalg_matrix_norm$3)) {
    return wrap(call(id($linalg_matrix_norm), h(a0), a1, a2, (a3 as Options)?.keepdim, (a3 as Options)?.dtype) as Handle);
  }
  if (isScalar(a1) && a3 === undefined && a4 === undefined && isOptions(a2) && fits(a2, $linalg_matrix_norm$2)) {
    return wrap(call(id($linalg_matrix_norm), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.keepdim, (a2 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "string") && (a2 === undefined || isNumberList(a2)) && (a3 === undefined || typeof a3 === "boolean") && fits(a4, $linalg_matrix_norm$str_ord$4)) {
    return wrap(call(id($linalg_matrix_norm$str_ord), h(a0), a1, a2, a3, (a4 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "string") && (a2 === undefined || isNumberList(a2)) && a4 === undefined && isOptions(a3) && fits(a3, $linalg_matrix_norm$str_ord$3)) {
    return wrap(call(id($linalg_matrix_norm$str_ord), h(a0), a1, a2, (a3 as Options)?.keepdim, (a3 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "string") && a3 === undefined && a4 === undefined && isOptions(a2) && fits(a2, $linalg_matrix_norm$str_ord$2)) {
    return wrap(call(id($linalg_matrix_norm$str_ord), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.keepdim, (a2 as Options)?.dtype) as Handle);
  }
  if (a2 === undefined && a3 === undefined && a4 === undefined && isOptions(a1) && fits(a1, $linalg_matrix_norm$str_ord$1)) {
    return wrap(call(id($linalg_matrix_norm$str_ord), h(a0), (a1 as Options)?.ord, (a1 as Options)?.dim, (a1 as Options)?.keepdim, (a1 as Options)?.dtype) as Handle);
  }
  throw noOverload("linalgMatrixNorm", [$linalg_matrix_norm, $linalg_matrix_norm$str_ord], [a0, a1, a2, a3, a4]);
}

/** `aten::linalg_matrix_power(Tensor self, int n) -> Tensor` */
export function linalgMatrixPower(self: Tensor, n: number | bigint): Tensor {
  return wrap(call(id($linalg_matrix_power), h(self), n) as Handle);
}

const $linalg_matrix_rank$atol_rtol_float$1 = new Set<string>(["atol","rtol","hermitian"]);
const $linalg_matrix_rank$atol_rtol_tensor$1 = new Set<string>(["atol","rtol","hermitian"]);
const $linalg_matrix_rank$tol_tensor$2 = new Set<string>(["hermitian"]);
const $linalg_matrix_rank$2 = new Set<string>(["hermitian"]);
/** `aten::linalg_matrix_rank.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor`  
 * `aten::linalg_matrix_rank.atol_rtol_tensor(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor`  
 * `aten::linalg_matrix_rank.tol_tensor(Tensor input, Tensor tol, bool hermitian=False) -> Tensor`  
 * `aten::linalg_matrix_rank(Tensor self, float tol, bool hermitian=False) -> Tensor` */
export function linalgMatrixRank(self: Tensor, options?: { atol?: number; rtol?: number; hermitian?: boolean }): Tensor;
export function linalgMatrixRank(input: Tensor, options?: { atol?: Tensor; rtol?: Tensor; hermitian?: boolean }): Tensor;
export function linalgMatrixRank(input: Tensor, tol: Tensor | number, options?: { hermitian?: boolean }): Tensor;
export function linalgMatrixRank(input: Tensor, tol: Tensor | number, hermitian?: boolean): Tensor;
export function linalgMatrixRank(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && fits(a1, $linalg_matrix_rank$atol_rtol_float$1) && ((a1 as Options)?.atol === undefined || typeof (a1 as Options)?.atol === "number") && ((a1 as Options)?.rtol === undefined || typeof (a1 as Options)?.rtol === "number")) {
    return wrap(call(id($linalg_matrix_rank$atol_rtol_float), h(a0), (a1 as Options)?.atol, (a1 as Options)?.rtol, (a1 as Options)?.hermitian) as Handle);
  }
  if (a2 === undefined && fits(a1, $linalg_matrix_rank$atol_rtol_tensor$1) && ((a1 as Options)?.atol === undefined || (a1 as Options)?.atol instanceof Tensor) && ((a1 as Options)?.rtol === undefined || (a1 as Options)?.rtol instanceof Tensor)) {
    return wrap(call(id($linalg_matrix_rank$atol_rtol_tensor), h(a0), ho((a1 as Options)?.atol), ho((a1 as Options)?.rtol), (a1 as Options)?.hermitian) as Handle);
  }
  if (a1 instanceof Tensor && (a2 === undefined || typeof a2 === "boolean")) {
    return wrap(call(id($linalg_matrix_rank$tol_tensor), h(a0), h(a1), a2) as Handle);
  }
  if (a1 instanceof Tensor && isOptions(a2) && fits(a2, $linalg_matrix_rank$tol_tensor$2)) {
    return wrap(call(id($linalg_matrix_rank$tol_tensor), h(a0), h(a1), (a2 as Options)?.hermitian) as Handle);
  }
  if (typeof a1 === "number" && (a2 === undefined || typeof a2 === "boolean")) {
    return wrap(call(id($linalg_matrix_rank), h(a0), a1, a2) as Handle);
  }
  if (typeof a1 === "number" && isOptions(a2) && fits(a2, $linalg_matrix_rank$2)) {
    return wrap(call(id($linalg_matrix_rank), h(a0), a1, (a2 as Options)?.hermitian) as Handle);
  }
  throw noOverload("linalgMatrixRank", [$linalg_matrix_rank$atol_rtol_float, $linalg_matrix_rank$atol_rtol_tensor, $linalg_matrix_rank$tol_tensor, $linalg_matrix_rank], [a0, a1, a2]);
}

/** `aten::linalg_multi_dot(Tensor[] tensors) -> Tensor` */
export function linalgMultiDot(tensors: readonly Tensor[]): Tensor {
  return wrap(call(id($linalg_multi_dot), hs(tensors)) as Handle);
}

const $linalg_norm$4 = new Set<string>(["dtype"]);
const $linalg_norm$3 = new Set<string>(["keepdim","dtype"]);
const $linalg_norm$2 = new Set<string>(["dim","keepdim","dtype"]);
const $linalg_norm$1 = new Set<string>(["ord","dim","keepdim","dtype"]);
const $linalg_norm$ord_str$4 = new Set<string>(["dtype"]);
const $linalg_norm$ord_str$3 = new Set<string>(["keepdim","dtype"]);
const $linalg_norm$ord_str$2 = new Set<string>(["dim","keepdim","dtype"]);
/** `aten::linalg_norm(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
 * `aten::linalg_norm.ord_str(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
export function linalgNorm(self: Tensor, options?: { ord?: Scalar; dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgNorm(self: Tensor, ord?: Scalar, options?: { dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgNorm(self: Tensor, ord?: Scalar, dim?: number | readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgNorm(self: Tensor, ord?: Scalar, dim?: number | readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
export function linalgNorm(self: Tensor, ord: string, options?: { dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgNorm(self: Tensor, ord: string, dim?: number | readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgNorm(self: Tensor, ord: string, dim?: number | readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
export function linalgNorm(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || typeof a3 === "boolean") && fits(a4, $linalg_norm$4)) {
    return wrap(call(id($linalg_norm), h(a0), a1, a2, a3, (a4 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && isOptions(a3) && fits(a3, $linalg_norm$3)) {
    return wrap(call(id($linalg_norm), h(a0), a1, a2, (a3 as Options)?.keepdim, (a3 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && a3 === undefined && a4 === undefined && isOptions(a2) && fits(a2, $linalg_norm$2)) {
    return wrap(call(id($linalg_norm), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.keepdim, (a2 as Options)?.dtype) as Handle);
  }
  if (a2 === undefined && a3 === undefined && a4 === undefined && isOptions(a1) && fits(a1, $linalg_norm$1)) {
    return wrap(call(id($linalg_norm), h(a0), (a1 as Options)?.ord, (a1 as Options)?.dim, (a1 as Options)?.keepdim, (a1 as Options)?.dtype) as Handle);
  }
  if (typeof a1 === "string" && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || typeof a3 === "boolean") && fits(a4, $linalg_norm$ord_str$4)) {
    return wrap(call(id($linalg_norm$ord_str), h(a0), a1, a2, a3, (a4 as Options)?.dtype) as Handle);
  }
  if (typeof a1 === "string" && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && isOptions(a3) && fits(a3, $linalg_norm$ord_str$3)) {
    return wrap(call(id($linalg_norm$ord_str), h(a0), a1, a2, (a3 as Options)?.keepdim, (a3 as Options)?.dtype) as Handle);
  }
  if (typeof a1 === "string" && a3 === undefined && a4 === undefined && isOptions(a2) && fits(a2, $linalg_norm$ord_str$2)) {
    return wrap(call(id($linalg_norm$ord_str), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.keepdim, (a2 as Options)?.dtype) as Handle);
  }
  throw noOverload("linalgNorm", [$linalg_norm, $linalg_norm$ord_str], [a0, a1, a2, a3, a4]);
}

const $linalg_pinv$atol_rtol_float$1 = new Set<string>(["atol","rtol","hermitian"]);
const $linalg_pinv$atol_rtol_tensor$1 = new Set<string>(["atol","rtol","hermitian"]);
const $linalg_pinv$rcond_tensor$2 = new Set<string>(["hermitian"]);
const $linalg_pinv$2 = new Set<string>(["hermitian"]);
/** `aten::linalg_pinv.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor`  
 * `aten::linalg_pinv.atol_rtol_tensor(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor`  
 * `aten::linalg_pinv.rcond_tensor(Tensor self, Tensor rcond, bool hermitian=False) -> Tensor`  
 * `aten::linalg_pinv(Tensor self, float rcond, bool hermitian=False) -> Tensor` */
export function linalgPinv(self: Tensor, options?: { atol?: number; rtol?: number; hermitian?: boolean }): Tensor;
export function linalgPinv(self: Tensor, options?: { atol?: Tensor; rtol?: Tensor; hermitian?: boolean }): Tensor;
export function linalgPinv(self: Tensor, rcond: Tensor | number, options?: { hermitian?: boolean }): Tensor;
export function linalgPinv(self: Tensor, rcond: Tensor | number, hermitian?: boolean): Tensor;
export function linalgPinv(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && fits(a1, $linalg_pinv$atol_rtol_float$1) && ((a1 as Options)?.atol === undefined || typeof (a1 as Options)?.atol === "number") && ((a1 as Options)?.rtol === undefined || typeof (a1 as Options)?.rtol === "number")) {
    return wrap(call(id($linalg_pinv$atol_rtol_float), h(a0), (a1 as Options)?.atol, (a1 as Options)?.rtol, (a1 as Options)?.hermitian) as Handle);
  }
  if (a2 === undefined && fits(a1, $linalg_pinv$atol_rtol_tensor$1) && ((a1 as Options)?.atol === undefined || (a1 as Options)?.atol instanceof Tensor) && ((a1 as Options)?.rtol === undefined || (a1 as Options)?.rtol instanceof Tensor)) {
    return wrap(call(id($linalg_pinv$atol_rtol_tensor), h(a0), ho((a1 as Options)?.atol), ho((a1 as Options)?.rtol), (a1 as Options)?.hermitian) as Handle);
  }
  if (a1 instanceof Tensor && (a2 === undefined || typeof a2 === "boolean")) {
    return wrap(call(id($linalg_pinv$rcond_tensor), h(a0), h(a1), a2) as Handle);
  }
  if (a1 instanceof Tensor && isOptions(a2) && fits(a2, $linalg_pinv$rcond_tensor$2)) {
    return wrap(call(id($linalg_pinv$rcond_tensor), h(a0), h(a1), (a2 as Options)?.hermitian) as Handle);
  }
  if (typeof a1 === "number" && (a2 === undefined || typeof a2 === "boolean")) {
    return wrap(call(id($linalg_pinv), h(a0), a1, a2) as Handle);
  }
  if (typeof a1 === "number" && isOptions(a2) && fits(a2, $linalg_pinv$2)) {
    return wrap(call(id($linalg_pinv), h(a0), a1, (a2 as Options)?.hermitian) as Handle);
  }
  throw noOverload("linalgPinv", [$linalg_pinv$atol_rtol_float, $linalg_pinv$atol_rtol_tensor, $linalg_pinv$rcond_tensor, $linalg_pinv], [a0, a1, a2]);
}

/** `aten::linalg_qr(Tensor A, str mode="reduced") -> (Tensor Q, Tensor R)` */
export function linalgQr(A: Tensor, options?: { mode?: string }): [Q: Tensor, R: Tensor];
export function linalgQr(A: Tensor, mode?: string): [Q: Tensor, R: Tensor];
export function linalgQr(a0?: unknown, a1?: unknown): [Q: Tensor, R: Tensor] {
  if (isOptions(a1)) {
    return wrapAll(call(id($linalg_qr), h(a0), (a1 as Options)?.mode)) as [Q: Tensor, R: Tensor];
  }
  return wrapAll(call(id($linalg_qr), h(a0), a1)) as [Q: Tensor, R: Tensor];
}

/** `aten::linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)` */
export function linalgSlogdet(A: Tensor): [sign: Tensor, logabsdet: Tensor] {
  return wrapAll(call(id($linalg_slogdet), h(A))) as [sign: Tensor, logabsdet: Tensor];
}

/** `aten::linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor` */
export function linalgSolve(A: Tensor, B: Tensor, options?: { left?: boolean }): Tensor {
  return wrap(call(id($linalg_solve), h(A), h(B), options?.left) as Handle);
}

/** `aten::linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)` */
export function linalgSolveEx(A: Tensor, B: Tensor, options?: { left?: boolean; checkErrors?: boolean }): [result: Tensor, info: Tensor] {
  return wrapAll(call(id($linalg_solve_ex), h(A), h(B), options?.left, options?.checkErrors)) as [result: Tensor, info: Tensor];
}

/** `aten::linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor` */
export function linalgSolveTriangular(self: Tensor, B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean }): Tensor {
  return wrap(call(id($linalg_solve_triangular), h(self), h(B), options?.upper, options?.left, options?.unitriangular) as Handle);
}

/** `aten::linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)` */
export function linalgSvd(A: Tensor, options?: { fullMatrices?: boolean; driver?: string }): [U: Tensor, S: Tensor, Vh: Tensor];
export function linalgSvd(A: Tensor, fullMatrices?: boolean, options?: { driver?: string }): [U: Tensor, S: Tensor, Vh: Tensor];
export function linalgSvd(a0?: unknown, a1?: unknown, a2?: unknown): [U: Tensor, S: Tensor, Vh: Tensor] {
  if (a2 === undefined && isOptions(a1)) {
    return wrapAll(call(id($linalg_svd), h(a0), (a1 as Options)?.fullMatrices, (a1 as Options)?.driver)) as [U: Tensor, S: Tensor, Vh: Tensor];
  }
  return wrapAll(call(id($linalg_svd), h(a0), a1, (a2 as Options)?.driver)) as [U: Tensor, S: Tensor, Vh: Tensor];
}

/** `aten::linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor` */
export function linalgSvdvals(A: Tensor, options?: { driver?: string }): Tensor {
  return wrap(call(id($linalg_svdvals), h(A), options?.driver) as Handle);
}

/** `aten::linalg_tensorinv(Tensor self, int ind=2) -> Tensor` */
export function linalgTensorinv(self: Tensor, options?: { ind?: number | bigint }): Tensor;
export function linalgTensorinv(self: Tensor, ind?: number | bigint): Tensor;
export function linalgTensorinv(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($linalg_tensorinv), h(a0), (a1 as Options)?.ind) as Handle);
  }
  return wrap(call(id($linalg_tensorinv), h(a0), a1) as Handle);
}

/** `aten::linalg_tensorsolve(Tensor self, Tensor other, int[]? dims=None) -> Tensor` */
export function linalgTensorsolve(self: Tensor, other: Tensor, options?: { dims?: readonly number[] }): Tensor;
export function linalgTensorsolve(self: Tensor, other: Tensor, dims?: readonly number[]): Tensor;
export function linalgTensorsolve(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($linalg_tensorsolve), h(a0), h(a1), (a2 as Options)?.dims) as Handle);
  }
  return wrap(call(id($linalg_tensorsolve), h(a0), h(a1), a2) as Handle);
}

/** `aten::linalg_vander(Tensor x, *, SymInt? N=None) -> Tensor` */
export function linalgVander(x: Tensor, options?: { N?: number | bigint }): Tensor {
  return wrap(call(id($linalg_vander), h(x), options?.N) as Handle);
}

/** `aten::linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor` */
export function linalgVecdot(x: Tensor, y: Tensor, options?: { dim?: number | bigint }): Tensor {
  return wrap(call(id($linalg_vecdot), h(x), h(y), options?.dim) as Handle);
}

/** `aten::linalg_vector_norm(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
export function linalgVectorNorm(self: Tensor, options?: { ord?: Scalar; dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgVectorNorm(self: Tensor, ord?: Scalar, options?: { dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgVectorNorm(self: Tensor, ord?: Scalar, dim?: number | readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
export function linalgVectorNorm(self: Tensor, ord?: Scalar, dim?: number | readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
export function linalgVectorNorm(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && a4 === undefined && isOptions(a1)) {
    return wrap(call(id($linalg_vector_norm), h(a0), (a1 as Options)?.ord, (a1 as Options)?.dim, (a1 as Options)?.keepdim, (a1 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($linalg_vector_norm), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.keepdim, (a2 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($linalg_vector_norm), h(a0), a1, a2, (a3 as Options)?.keepdim, (a3 as Options)?.dtype) as Handle);
  }
  return wrap(call(id($linalg_vector_norm), h(a0), a1, a2, a3, (a4 as Options)?.dtype) as Handle);
}

/** `aten::linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.linear.html) */
export function linear(input: Tensor, weight: Tensor, options?: { bias?: Tensor }): Tensor;
export function linear(input: Tensor, weight: Tensor, bias?: Tensor): Tensor;
export function linear(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($linear), h(a0), h(a1), ho((a2 as Options)?.bias)) as Handle);
  }
  return wrap(call(id($linear), h(a0), h(a1), ho(a2)) as Handle);
}

const $linspace$Tensor_Tensor$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $linspace$Tensor_Scalar$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $linspace$Scalar_Tensor$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $linspace$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::linspace.Tensor_Tensor(Tensor start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::linspace.Tensor_Scalar(Tensor start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::linspace.Scalar_Tensor(Scalar start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.linspace.html) */
export function linspace(start: Tensor, end: Tensor | Scalar, steps: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function linspace(start: Scalar, end: Tensor | Scalar, steps: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function linspace(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor && fits(a3, $linspace$Tensor_Tensor$3)) {
    return wrap(call(id($linspace$Tensor_Tensor), h(a0), h(a1), a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1) && fits(a3, $linspace$Tensor_Scalar$3)) {
    return wrap(call(id($linspace$Tensor_Scalar), h(a0), a1, a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor && fits(a3, $linspace$Scalar_Tensor$3)) {
    return wrap(call(id($linspace$Scalar_Tensor), a0, h(a1), a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (isScalar(a0) && isScalar(a1) && fits(a3, $linspace$3)) {
    return wrap(call(id($linspace), a0, a1, a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("linspace", [$linspace$Tensor_Tensor, $linspace$Tensor_Scalar, $linspace$Scalar_Tensor, $linspace], [a0, a1, a2, a3]);
}

/** `aten::log(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.log.html) */
export function log(self: Tensor): Tensor {
  return wrap(call(id($log), h(self)) as Handle);
}

/** `aten::log10(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.log10.html) */
export function log10(self: Tensor): Tensor {
  return wrap(call(id($log10), h(self)) as Handle);
}

/** `aten::log10_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log10_.html) */
export function log10_(self: Tensor): Tensor {
  call(id($log10_), h(self));
  return self;
}

/** `aten::log1p(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.log1p.html) */
export function log1p(self: Tensor): Tensor {
  return wrap(call(id($log1p), h(self)) as Handle);
}

/** `aten::log1p_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log1p_.html) */
export function log1p_(self: Tensor): Tensor {
  call(id($log1p_), h(self));
  return self;
}

/** `aten::log2(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.log2.html) */
export function log2(self: Tensor): Tensor {
  return wrap(call(id($log2), h(self)) as Handle);
}

/** `aten::log2_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log2_.html) */
export function log2_(self: Tensor): Tensor {
  call(id($log2_), h(self));
  return self;
}

/** `aten::log_normal(Tensor self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor` */
export function logNormal(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator }): Tensor;
export function logNormal(self: Tensor, mean?: number, options?: { std?: number; generator?: Generator }): Tensor;
export function logNormal(self: Tensor, mean?: number, std?: number, options?: { generator?: Generator }): Tensor;
export function logNormal(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($log_normal), h(a0), (a1 as Options)?.mean, (a1 as Options)?.std, generatorHandle((a1 as Options)?.generator)) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "number") && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($log_normal), h(a0), a1, (a2 as Options)?.std, generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  return wrap(call(id($log_normal), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator)) as Handle);
}

/** `aten::log_normal_(Tensor(a!) self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log_normal_.html) */
export function logNormal_(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator }): Tensor;
export function logNormal_(self: Tensor, mean?: number, options?: { std?: number; generator?: Generator }): Tensor;
export function logNormal_(self: Tensor, mean?: number, std?: number, options?: { generator?: Generator }): Tensor;
export function logNormal_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    call(id($log_normal_), h(a0), (a1 as Options)?.mean, (a1 as Options)?.std, generatorHandle((a1 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a1 === undefined || typeof a1 === "number") && a3 === undefined && isOptions(a2)) {
    call(id($log_normal_), h(a0), a1, (a2 as Options)?.std, generatorHandle((a2 as Options)?.generator));
    return a0 as Tensor;
  }
  call(id($log_normal_), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator));
  return a0 as Tensor;
}

/** `aten::log_sigmoid(Tensor self) -> Tensor` */
export function logSigmoid(self: Tensor): Tensor {
  return wrap(call(id($log_sigmoid), h(self)) as Handle);
}

/** `aten::log_sigmoid_forward(Tensor self) -> (Tensor output, Tensor buffer)` */
export function logSigmoidForward(self: Tensor): [output: Tensor, buffer: Tensor] {
  return wrapAll(call(id($log_sigmoid_forward), h(self))) as [output: Tensor, buffer: Tensor];
}

/** `aten::log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html) */
export function logSoftmax(self: Tensor, dim: number | bigint, options?: { dtype?: DType }): Tensor;
export function logSoftmax(self: Tensor, dim: number | bigint, dtype?: DType): Tensor;
export function logSoftmax(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($log_softmax$int), h(a0), a1, (a2 as Options)?.dtype) as Handle);
  }
  return wrap(call(id($log_softmax$int), h(a0), a1, a2) as Handle);
}

/** `aten::log_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log_.html) */
export function log_(self: Tensor): Tensor {
  call(id($log_), h(self));
  return self;
}

/** `aten::logaddexp(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logaddexp.html) */
export function logaddexp(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($logaddexp), h(self), h(other)) as Handle);
}

/** `aten::logaddexp2(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logaddexp2.html) */
export function logaddexp2(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($logaddexp2), h(self), h(other)) as Handle);
}

/** `aten::logcumsumexp(Tensor self, int dim) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logcumsumexp.html) */
export function logcumsumexp(self: Tensor, dim: number | bigint): Tensor {
  return wrap(call(id($logcumsumexp), h(self), dim) as Handle);
}

/** `aten::logdet(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logdet.html) */
export function logdet(self: Tensor): Tensor {
  return wrap(call(id($logdet), h(self)) as Handle);
}

/** `aten::logical_and(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logical_and.html) */
export function logicalAnd(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($logical_and), h(self), h(other)) as Handle);
}

/** `aten::logical_and_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.logical_and_.html) */
export function logicalAnd_(self: Tensor, other: Tensor): Tensor {
  call(id($logical_and_), h(self), h(other));
  return self;
}

/** `aten::logical_not(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logical_not.html) */
export function logicalNot(self: Tensor): Tensor {
  return wrap(call(id($logical_not), h(self)) as Handle);
}

/** `aten::logical_not_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.logical_not_.html) */
export function logicalNot_(self: Tensor): Tensor {
  call(id($logical_not_), h(self));
  return self;
}

/** `aten::logical_or(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logical_or.html) */
export function logicalOr(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($logical_or), h(self), h(other)) as Handle);
}

/** `aten::logical_or_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.logical_or_.html) */
export function logicalOr_(self: Tensor, other: Tensor): Tensor {
  call(id($logical_or_), h(self), h(other));
  return self;
}

/** `aten::logical_xor(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logical_xor.html) */
export function logicalXor(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($logical_xor), h(self), h(other)) as Handle);
}

/** `aten::logical_xor_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.logical_xor_.html) */
export function logicalXor_(self: Tensor, other: Tensor): Tensor {
  call(id($logical_xor_), h(self), h(other));
  return self;
}

/** `aten::logit(Tensor self, float? eps=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logit.html) */
export function logit(self: Tensor, options?: { eps?: number }): Tensor;
export function logit(self: Tensor, eps?: number): Tensor;
export function logit(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($logit), h(a0), (a1 as Options)?.eps) as Handle);
  }
  return wrap(call(id($logit), h(a0), a1) as Handle);
}

/** `aten::logit_(Tensor(a!) self, float? eps=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.logit_.html) */
export function logit_(self: Tensor, options?: { eps?: number }): Tensor;
export function logit_(self: Tensor, eps?: number): Tensor;
export function logit_(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    call(id($logit_), h(a0), (a1 as Options)?.eps);
    return a0 as Tensor;
  }
  call(id($logit_), h(a0), a1);
  return a0 as Tensor;
}

const $logspace$Tensor_Tensor$4 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $logspace$Tensor_Tensor$3 = new Set<string>(["base","dtype","layout","device","pinMemory"]);
const $logspace$Tensor_Scalar$4 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $logspace$Tensor_Scalar$3 = new Set<string>(["base","dtype","layout","device","pinMemory"]);
const $logspace$Scalar_Tensor$4 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $logspace$Scalar_Tensor$3 = new Set<string>(["base","dtype","layout","device","pinMemory"]);
const $logspace$4 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $logspace$3 = new Set<string>(["base","dtype","layout","device","pinMemory"]);
/** `aten::logspace.Tensor_Tensor(Tensor start, Tensor end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::logspace.Tensor_Scalar(Tensor start, Scalar end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::logspace.Scalar_Tensor(Scalar start, Tensor end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::logspace(Scalar start, Scalar end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logspace.html) */
export function logspace(start: Tensor, end: Tensor | Scalar, steps: number | bigint, options?: { base?: number; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function logspace(start: Tensor, end: Tensor | Scalar, steps: number | bigint, base?: number, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function logspace(start: Scalar, end: Tensor | Scalar, steps: number | bigint, options?: { base?: number; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function logspace(start: Scalar, end: Tensor | Scalar, steps: number | bigint, base?: number, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function logspace(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor && (a3 === undefined || typeof a3 === "number") && fits(a4, $logspace$Tensor_Tensor$4)) {
    return wrap(call(id($logspace$Tensor_Tensor), h(a0), h(a1), a2, a3, (a4 as Options)?.dtype, (a4 as Options)?.layout, (a4 as Options)?.device, (a4 as Options)?.pinMemory) as Handle);
  }
  if (a0 instanceof Tensor && a1 instanceof Tensor && a4 === undefined && isOptions(a3) && fits(a3, $logspace$Tensor_Tensor$3)) {
    return wrap(call(id($logspace$Tensor_Tensor), h(a0), h(a1), a2, (a3 as Options)?.base, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1) && (a3 === undefined || typeof a3 === "number") && fits(a4, $logspace$Tensor_Scalar$4)) {
    return wrap(call(id($logspace$Tensor_Scalar), h(a0), a1, a2, a3, (a4 as Options)?.dtype, (a4 as Options)?.layout, (a4 as Options)?.device, (a4 as Options)?.pinMemory) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1) && a4 === undefined && isOptions(a3) && fits(a3, $logspace$Tensor_Scalar$3)) {
    return wrap(call(id($logspace$Tensor_Scalar), h(a0), a1, a2, (a3 as Options)?.base, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor && (a3 === undefined || typeof a3 === "number") && fits(a4, $logspace$Scalar_Tensor$4)) {
    return wrap(call(id($logspace$Scalar_Tensor), a0, h(a1), a2, a3, (a4 as Options)?.dtype, (a4 as Options)?.layout, (a4 as Options)?.device, (a4 as Options)?.pinMemory) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor && a4 === undefined && isOptions(a3) && fits(a3, $logspace$Scalar_Tensor$3)) {
    return wrap(call(id($logspace$Scalar_Tensor), a0, h(a1), a2, (a3 as Options)?.base, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (isScalar(a0) && isScalar(a1) && (a3 === undefined || typeof a3 === "number") && fits(a4, $logspace$4)) {
    return wrap(call(id($logspace), a0, a1, a2, a3, (a4 as Options)?.dtype, (a4 as Options)?.layout, (a4 as Options)?.device, (a4 as Options)?.pinMemory) as Handle);
  }
  if (isScalar(a0) && isScalar(a1) && a4 === undefined && isOptions(a3) && fits(a3, $logspace$3)) {
    return wrap(call(id($logspace), a0, a1, a2, (a3 as Options)?.base, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("logspace", [$logspace$Tensor_Tensor, $logspace$Tensor_Scalar, $logspace$Scalar_Tensor, $logspace], [a0, a1, a2, a3, a4]);
}

/** `aten::logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.logsumexp.html) */
export function logsumexp(self: Tensor, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
export function logsumexp(self: Tensor, dim: number | readonly number[], keepdim?: boolean): Tensor;
export function logsumexp(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($logsumexp), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  return wrap(call(id($logsumexp), h(a0), a1, a2) as Handle);
}

/** `aten::lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)`  
 * `aten::lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
export function lstm(data: Tensor, batchSizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: number | bigint, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
export function lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: number | bigint, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
export function lstm(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown, a8?: unknown): [result0: Tensor, result1: Tensor, result2: Tensor] {
  if (a1 instanceof Tensor && isTensorList(a3) && typeof a4 === "boolean" && isInteger(a5) && typeof a6 === "number") {
    return wrapAll(call(id($lstm$data), h(a0), h(a1), hs(a2), hs(a3), a4, a5, a6, a7, a8)) as [result0: Tensor, result1: Tensor, result2: Tensor];
  }
  if (isTensorList(a1) && typeof a3 === "boolean" && isInteger(a4) && typeof a5 === "number" && typeof a6 === "boolean") {
    return wrapAll(call(id($lstm$input), h(a0), hs(a1), hs(a2), a3, a4, a5, a6, a7, a8)) as [result0: Tensor, result1: Tensor, result2: Tensor];
  }
  throw noOverload("lstm", [$lstm$data, $lstm$input], [a0, a1, a2, a3, a4, a5, a6, a7, a8]);
}

/** `aten::lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> (Tensor, Tensor)` */
export function lstmCell(input: Tensor, hx: readonly Tensor[], wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor; bHh?: Tensor }): [result0: Tensor, result1: Tensor];
export function lstmCell(input: Tensor, hx: readonly Tensor[], wIh: Tensor, wHh: Tensor, bIh?: Tensor, options?: { bHh?: Tensor }): [result0: Tensor, result1: Tensor];
export function lstmCell(input: Tensor, hx: readonly Tensor[], wIh: Tensor, wHh: Tensor, bIh?: Tensor, bHh?: Tensor): [result0: Tensor, result1: Tensor];
export function lstmCell(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): [result0: Tensor, result1: Tensor] {
  if (a5 === undefined && isOptions(a4)) {
    return wrapAll(call(id($lstm_cell), h(a0), hs(a1), h(a2), h(a3), ho((a4 as Options)?.bIh), ho((a4 as Options)?.bHh))) as [result0: Tensor, result1: Tensor];
  }
  if ((a4 === undefined || a4 instanceof Tensor) && isOptions(a5)) {
    return wrapAll(call(id($lstm_cell), h(a0), hs(a1), h(a2), h(a3), ho(a4), ho((a5 as Options)?.bHh))) as [result0: Tensor, result1: Tensor];
  }
  return wrapAll(call(id($lstm_cell), h(a0), hs(a1), h(a2), h(a3), ho(a4), ho(a5))) as [result0: Tensor, result1: Tensor];
}

/** `aten::lt.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::lt.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lt.html) */
export function lt(self: Tensor, other: Tensor | Scalar): Tensor;
export function lt(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($lt$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($lt$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("lt", [$lt$Tensor, $lt$Scalar], [a0, a1]);
}

/** `aten::lt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::lt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.lt_.html) */
export function lt_(self: Tensor, other: Tensor | Scalar): Tensor;
export function lt_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($lt_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($lt_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("lt_", [$lt_$Tensor, $lt_$Scalar], [a0, a1]);
}

/** `aten::lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lu_solve.html) */
export function luSolve(self: Tensor, LUData: Tensor, LUPivots: Tensor): Tensor {
  return wrap(call(id($lu_solve), h(self), h(LUData), h(LUPivots)) as Handle);
}

/** `aten::lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.lu_unpack.html) */
export function luUnpack(LUData: Tensor, LUPivots: Tensor, options?: { unpackData?: boolean; unpackPivots?: boolean }): [P: Tensor, L: Tensor, U: Tensor];
export function luUnpack(LUData: Tensor, LUPivots: Tensor, unpackData?: boolean, options?: { unpackPivots?: boolean }): [P: Tensor, L: Tensor, U: Tensor];
export function luUnpack(LUData: Tensor, LUPivots: Tensor, unpackData?: boolean, unpackPivots?: boolean): [P: Tensor, L: Tensor, U: Tensor];
export function luUnpack(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): [P: Tensor, L: Tensor, U: Tensor] {
  if (a3 === undefined && isOptions(a2)) {
    return wrapAll(call(id($lu_unpack), h(a0), h(a1), (a2 as Options)?.unpackData, (a2 as Options)?.unpackPivots)) as [P: Tensor, L: Tensor, U: Tensor];
  }
  if ((a2 === undefined || typeof a2 === "boolean") && isOptions(a3)) {
    return wrapAll(call(id($lu_unpack), h(a0), h(a1), a2, (a3 as Options)?.unpackPivots)) as [P: Tensor, L: Tensor, U: Tensor];
  }
  return wrapAll(call(id($lu_unpack), h(a0), h(a1), a2, a3)) as [P: Tensor, L: Tensor, U: Tensor];
}

/** `aten::mH(Tensor(a) self) -> Tensor(a)` */
export function mH(self: Tensor): Tensor {
  return wrap(call(id($mH), h(self)) as Handle);
}

/** `aten::mT(Tensor(a) self) -> Tensor(a)` */
export function mT(self: Tensor): Tensor {
  return wrap(call(id($mT), h(self)) as Handle);
}

/** `aten::margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0., int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.margin_ranking_loss.html) */
export function marginRankingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: { margin?: number; reduction?: number | bigint }): Tensor;
export function marginRankingLoss(input1: Tensor, input2: Tensor, target: Tensor, margin?: number, options?: { reduction?: number | bigint }): Tensor;
export function marginRankingLoss(input1: Tensor, input2: Tensor, target: Tensor, margin?: number, reduction?: number | bigint): Tensor;
export function marginRankingLoss(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a4 === undefined && isOptions(a3)) {
    return wrap(call(id($margin_ranking_loss), h(a0), h(a1), h(a2), (a3 as Options)?.margin, (a3 as Options)?.reduction) as Handle);
  }
  if ((a3 === undefined || typeof a3 === "number") && isOptions(a4)) {
    return wrap(call(id($margin_ranking_loss), h(a0), h(a1), h(a2), a3, (a4 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($margin_ranking_loss), h(a0), h(a1), h(a2), a3, a4) as Handle);
}

/** `aten::masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor`  
 * `aten::masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` */
export function maskedFill(self: Tensor, mask: Tensor, value: Tensor | Scalar): Tensor;
export function maskedFill(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 instanceof Tensor) {
    return wrap(call(id($masked_fill$Tensor), h(a0), h(a1), h(a2)) as Handle);
  }
  if (isScalar(a2)) {
    return wrap(call(id($masked_fill$Scalar), h(a0), h(a1), a2) as Handle);
  }
  throw noOverload("maskedFill", [$masked_fill$Tensor, $masked_fill$Scalar], [a0, a1, a2]);
}

/** `aten::masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)`  
 * `aten::masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_fill_.html) */
export function maskedFill_(self: Tensor, mask: Tensor, value: Tensor | Scalar): Tensor;
export function maskedFill_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 instanceof Tensor) {
    call(id($masked_fill_$Tensor), h(a0), h(a1), h(a2));
    return a0 as Tensor;
  }
  if (isScalar(a2)) {
    call(id($masked_fill_$Scalar), h(a0), h(a1), a2);
    return a0 as Tensor;
  }
  throw noOverload("maskedFill_", [$masked_fill_$Tensor, $masked_fill_$Scalar], [a0, a1, a2]);
}

/** `aten::masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` */
export function maskedScatter(self: Tensor, mask: Tensor, source: Tensor): Tensor {
  return wrap(call(id($masked_scatter), h(self), h(mask), h(source)) as Handle);
}

/** `aten::masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_scatter_.html) */
export function maskedScatter_(self: Tensor, mask: Tensor, source: Tensor): Tensor {
  call(id($masked_scatter_), h(self), h(mask), h(source));
  return self;
}

/** `aten::masked_select(Tensor self, Tensor mask) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.masked_select.html) */
export function maskedSelect(self: Tensor, mask: Tensor): Tensor {
  return wrap(call(id($masked_select), h(self), h(mask)) as Handle);
}

/** `aten::matmul(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.matmul.html) */
export function matmul(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($matmul), h(self), h(other)) as Handle);
}

/** `aten::matrix_exp(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.matrix_exp.html) */
export function matrixExp(self: Tensor): Tensor {
  return wrap(call(id($matrix_exp), h(self)) as Handle);
}

/** `aten::matrix_H(Tensor(a) self) -> Tensor(a)` */
export function matrixH(self: Tensor): Tensor {
  return wrap(call(id($matrix_H), h(self)) as Handle);
}

/** `aten::matrix_power(Tensor self, int n) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.matrix_power.html) */
export function matrixPower(self: Tensor, n: number | bigint): Tensor {
  return wrap(call(id($matrix_power), h(self), n) as Handle);
}

const $max$dim$2 = new Set<string>(["keepdim"]);
/** `aten::max(Tensor self) -> Tensor`  
 * `aten::max.other(Tensor self, Tensor other) -> Tensor`  
 * `aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.max.html) */
export function max(self: Tensor): Tensor;
export function max(self: Tensor, other: Tensor): Tensor;
export function max(self: Tensor, dim: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
export function max(self: Tensor, dim: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
export function max(a0?: unknown, a1?: unknown, a2?: unknown): Tensor | [values: Tensor, indices: Tensor] {
  if (a2 === undefined && a1 === undefined) {
    return wrap(call(id($max), h(a0)) as Handle);
  }
  if (a1 instanceof Tensor && a2 === undefined) {
    return wrap(call(id($max$other), h(a0), h(a1)) as Handle);
  }
  if (isInteger(a1) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrapAll(call(id($max$dim), h(a0), a1, a2)) as [values: Tensor, indices: Tensor];
  }
  if (isInteger(a1) && isOptions(a2) && fits(a2, $max$dim$2)) {
    return wrapAll(call(id($max$dim), h(a0), a1, (a2 as Options)?.keepdim)) as [values: Tensor, indices: Tensor];
  }
  throw noOverload("max", [$max, $max$other, $max$dim], [a0, a1, a2]);
}

/** `aten::max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool1d.html) */
export function maxPool1d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
export function maxPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
export function maxPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
export function maxPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): Tensor;
export function maxPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
export function maxPool1d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrap(call(id($max_pool1d), h(a0), a1, (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.ceilMode) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($max_pool1d), h(a0), a1, a2, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.ceilMode) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($max_pool1d), h(a0), a1, a2, a3, (a4 as Options)?.dilation, (a4 as Options)?.ceilMode) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && isOptions(a5)) {
    return wrap(call(id($max_pool1d), h(a0), a1, a2, a3, a4, (a5 as Options)?.ceilMode) as Handle);
  }
  return wrap(call(id($max_pool1d), h(a0), a1, a2, a3, a4, a5) as Handle);
}

/** `aten::max_pool1d_with_indices(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> (Tensor, Tensor)` */
export function maxPool1dWithIndices(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool1dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool1dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool1dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool1dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [result0: Tensor, result1: Tensor];
export function maxPool1dWithIndices(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): [result0: Tensor, result1: Tensor] {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrapAll(call(id($max_pool1d_with_indices), h(a0), a1, (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrapAll(call(id($max_pool1d_with_indices), h(a0), a1, a2, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && isOptions(a4)) {
    return wrapAll(call(id($max_pool1d_with_indices), h(a0), a1, a2, a3, (a4 as Options)?.dilation, (a4 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && isOptions(a5)) {
    return wrapAll(call(id($max_pool1d_with_indices), h(a0), a1, a2, a3, a4, (a5 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  return wrapAll(call(id($max_pool1d_with_indices), h(a0), a1, a2, a3, a4, a5)) as [result0: Tensor, result1: Tensor];
}

/** `aten::max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool2d.html) */
export function maxPool2d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
export function maxPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
export function maxPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
export function maxPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): Tensor;
export function maxPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
export function maxPool2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrap(call(id($max_pool2d), h(a0), a1, (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.ceilMode) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($max_pool2d), h(a0), a1, a2, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.ceilMode) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($max_pool2d), h(a0), a1, a2, a3, (a4 as Options)?.dilation, (a4 as Options)?.ceilMode) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && isOptions(a5)) {
    return wrap(call(id($max_pool2d), h(a0), a1, a2, a3, a4, (a5 as Options)?.ceilMode) as Handle);
  }
  return wrap(call(id($max_pool2d), h(a0), a1, a2, a3, a4, a5) as Handle);
}

/** `aten::max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
export function maxPool2dWithIndices(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool2dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool2dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool2dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool2dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [result0: Tensor, result1: Tensor];
export function maxPool2dWithIndices(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): [result0: Tensor, result1: Tensor] {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrapAll(call(id($max_pool2d_with_indices), h(a0), a1, (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrapAll(call(id($max_pool2d_with_indices), h(a0), a1, a2, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && isOptions(a4)) {
    return wrapAll(call(id($max_pool2d_with_indices), h(a0), a1, a2, a3, (a4 as Options)?.dilation, (a4 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && isOptions(a5)) {
    return wrapAll(call(id($max_pool2d_with_indices), h(a0), a1, a2, a3, a4, (a5 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  return wrapAll(call(id($max_pool2d_with_indices), h(a0), a1, a2, a3, a4, a5)) as [result0: Tensor, result1: Tensor];
}

/** `aten::max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool3d.html) */
export function maxPool3d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
export function maxPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
export function maxPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
export function maxPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): Tensor;
export function maxPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
export function maxPool3d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrap(call(id($max_pool3d), h(a0), a1, (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.ceilMode) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($max_pool3d), h(a0), a1, a2, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.ceilMode) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($max_pool3d), h(a0), a1, a2, a3, (a4 as Options)?.dilation, (a4 as Options)?.ceilMode) as Handle);
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && isOptions(a5)) {
    return wrap(call(id($max_pool3d), h(a0), a1, a2, a3, a4, (a5 as Options)?.ceilMode) as Handle);
  }
  return wrap(call(id($max_pool3d), h(a0), a1, a2, a3, a4, a5) as Handle);
}

/** `aten::max_pool3d_with_indices(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
export function maxPool3dWithIndices(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool3dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool3dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[]; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool3dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], options?: { ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
export function maxPool3dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [result0: Tensor, result1: Tensor];
export function maxPool3dWithIndices(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): [result0: Tensor, result1: Tensor] {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrapAll(call(id($max_pool3d_with_indices), h(a0), a1, (a2 as Options)?.stride, (a2 as Options)?.padding, (a2 as Options)?.dilation, (a2 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrapAll(call(id($max_pool3d_with_indices), h(a0), a1, a2, (a3 as Options)?.padding, (a3 as Options)?.dilation, (a3 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && a5 === undefined && isOptions(a4)) {
    return wrapAll(call(id($max_pool3d_with_indices), h(a0), a1, a2, a3, (a4 as Options)?.dilation, (a4 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  if ((a2 === undefined || (isInteger(a2) || isNumberList(a2))) && (a3 === undefined || (isInteger(a3) || isNumberList(a3))) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && isOptions(a5)) {
    return wrapAll(call(id($max_pool3d_with_indices), h(a0), a1, a2, a3, a4, (a5 as Options)?.ceilMode)) as [result0: Tensor, result1: Tensor];
  }
  return wrapAll(call(id($max_pool3d_with_indices), h(a0), a1, a2, a3, a4, a5)) as [result0: Tensor, result1: Tensor];
}

/** `aten::max_unpool2d(Tensor self, Tensor indices, SymInt[2] output_size) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_unpool2d.html) */
export function maxUnpool2d(self: Tensor, indices: Tensor, outputSize: number | readonly number[]): Tensor {
  return wrap(call(id($max_unpool2d), h(self), h(indices), outputSize) as Handle);
}

/** `aten::max_unpool3d(Tensor self, Tensor indices, SymInt[3] output_size, int[3] stride, int[3] padding) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_unpool3d.html) */
export function maxUnpool3d(self: Tensor, indices: Tensor, outputSize: number | readonly number[], stride: number | readonly number[], padding: number | readonly number[]): Tensor {
  return wrap(call(id($max_unpool3d), h(self), h(indices), outputSize, stride, padding) as Handle);
}

/** `aten::maximum(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.maximum.html) */
export function maximum(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($maximum), h(self), h(other)) as Handle);
}

const $mean$1 = new Set<string>(["dtype"]);
const $mean$dim$3 = new Set<string>(["dtype"]);
const $mean$dim$2 = new Set<string>(["keepdim","dtype"]);
/** `aten::mean(Tensor self, *, ScalarType? dtype=None) -> Tensor`  
 * `aten::mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mean.html) */
export function mean(self: Tensor, options?: { dtype?: DType }): Tensor;
export function mean(self: Tensor, dim: number | readonly number[] | undefined, options?: { keepdim?: boolean; dtype?: DType }): Tensor;
export function mean(self: Tensor, dim: number | readonly number[] | undefined, keepdim?: boolean, options?: { dtype?: DType }): Tensor;
export function mean(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && fits(a1, $mean$1)) {
    return wrap(call(id($mean), h(a0), (a1 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || typeof a2 === "boolean") && fits(a3, $mean$dim$3)) {
    return wrap(call(id($mean$dim), h(a0), a1, a2, (a3 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2) && fits(a2, $mean$dim$2)) {
    return wrap(call(id($mean$dim), h(a0), a1, (a2 as Options)?.keepdim, (a2 as Options)?.dtype) as Handle);
  }
  throw noOverload("mean", [$mean, $mean$dim], [a0, a1, a2, a3]);
}

const $median$dim$2 = new Set<string>(["keepdim"]);
/** `aten::median(Tensor self) -> Tensor`  
 * `aten::median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.median.html) */
export function median(self: Tensor): Tensor;
export function median(self: Tensor, dim: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
export function median(self: Tensor, dim: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
export function median(a0?: unknown, a1?: unknown, a2?: unknown): Tensor | [values: Tensor, indices: Tensor] {
  if (a2 === undefined && a1 === undefined) {
    return wrap(call(id($median), h(a0)) as Handle);
  }
  if (isInteger(a1) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrapAll(call(id($median$dim), h(a0), a1, a2)) as [values: Tensor, indices: Tensor];
  }
  if (isInteger(a1) && isOptions(a2) && fits(a2, $median$dim$2)) {
    return wrapAll(call(id($median$dim), h(a0), a1, (a2 as Options)?.keepdim)) as [values: Tensor, indices: Tensor];
  }
  throw noOverload("median", [$median, $median$dim], [a0, a1, a2]);
}

const $meshgrid$indexing$1 = new Set<string>(["indexing"]);
/** `aten::meshgrid(Tensor[] tensors) -> Tensor[]`  
 * `aten::meshgrid.indexing(Tensor[] tensors, *, str indexing) -> Tensor[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.meshgrid.html) */
export function meshgrid(tensors: readonly Tensor[]): Tensor[];
export function meshgrid(tensors: readonly Tensor[], options: { indexing: string }): Tensor[];
export function meshgrid(a0?: unknown, a1?: unknown): Tensor[] {
  if (a1 === undefined) {
    return wrapAll(call(id($meshgrid), hs(a0)));
  }
  if (isOptions(a1) && fits(a1, $meshgrid$indexing$1) && "indexing" in a1) {
    return wrapAll(call(id($meshgrid$indexing), hs(a0), (a1 as Options)?.indexing));
  }
  throw noOverload("meshgrid", [$meshgrid, $meshgrid$indexing], [a0, a1]);
}

const $min$dim$2 = new Set<string>(["keepdim"]);
/** `aten::min(Tensor self) -> Tensor`  
 * `aten::min.other(Tensor self, Tensor other) -> Tensor`  
 * `aten::min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.min.html) */
export function min(self: Tensor): Tensor;
export function min(self: Tensor, other: Tensor): Tensor;
export function min(self: Tensor, dim: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
export function min(self: Tensor, dim: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
export function min(a0?: unknown, a1?: unknown, a2?: unknown): Tensor | [values: Tensor, indices: Tensor] {
  if (a2 === undefined && a1 === undefined) {
    return wrap(call(id($min), h(a0)) as Handle);
  }
  if (a1 instanceof Tensor && a2 === undefined) {
    return wrap(call(id($min$other), h(a0), h(a1)) as Handle);
  }
  if (isInteger(a1) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrapAll(call(id($min$dim), h(a0), a1, a2)) as [values: Tensor, indices: Tensor];
  }
  if (isInteger(a1) && isOptions(a2) && fits(a2, $min$dim$2)) {
    return wrapAll(call(id($min$dim), h(a0), a1, (a2 as Options)?.keepdim)) as [values: Tensor, indices: Tensor];
  }
  throw noOverload("min", [$min, $min$other, $min$dim], [a0, a1, a2]);
}

/** `aten::minimum(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.minimum.html) */
export function minimum(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($minimum), h(self), h(other)) as Handle);
}

/** `aten::mish(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.mish.html) */
export function mish(self: Tensor): Tensor {
  return wrap(call(id($mish), h(self)) as Handle);
}

/** `aten::mish_(Tensor(a!) self) -> Tensor(a!)` */
export function mish_(self: Tensor): Tensor {
  call(id($mish_), h(self));
  return self;
}

/** `aten::mm(Tensor self, Tensor mat2) -> Tensor`  
 * `aten::mm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mm.html) */
export function mm(self: Tensor, mat2: Tensor): Tensor;
export function mm(self: Tensor, mat2: Tensor, outDtype: DType): Tensor;
export function mm(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined) {
    return wrap(call(id($mm), h(a0), h(a1)) as Handle);
  }
  if (typeof a2 === "string") {
    return wrap(call(id($mm$dtype), h(a0), h(a1), a2) as Handle);
  }
  throw noOverload("mm", [$mm, $mm$dtype], [a0, a1, a2]);
}

/** `aten::mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mode.html) */
export function mode(self: Tensor, options?: { dim?: number | bigint; keepdim?: boolean }): [values: Tensor, indices: Tensor];
export function mode(self: Tensor, dim?: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
export function mode(self: Tensor, dim?: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
export function mode(a0?: unknown, a1?: unknown, a2?: unknown): [values: Tensor, indices: Tensor] {
  if (a2 === undefined && isOptions(a1)) {
    return wrapAll(call(id($mode), h(a0), (a1 as Options)?.dim, (a1 as Options)?.keepdim)) as [values: Tensor, indices: Tensor];
  }
  if ((a1 === undefined || isInteger(a1)) && isOptions(a2)) {
    return wrapAll(call(id($mode), h(a0), a1, (a2 as Options)?.keepdim)) as [values: Tensor, indices: Tensor];
  }
  return wrapAll(call(id($mode), h(a0), a1, a2)) as [values: Tensor, indices: Tensor];
}

/** `aten::moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)`  
 * `aten::moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.moveaxis.html) */
export function moveaxis(self: Tensor, source: number | bigint, destination: number | bigint): Tensor;
export function moveaxis(self: Tensor, source: readonly number[], destination: readonly number[]): Tensor;
export function moveaxis(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isInteger(a1) && isInteger(a2)) {
    return wrap(call(id($moveaxis$int), h(a0), a1, a2) as Handle);
  }
  if (isNumberList(a1) && isNumberList(a2)) {
    return wrap(call(id($moveaxis$intlist), h(a0), a1, a2) as Handle);
  }
  throw noOverload("moveaxis", [$moveaxis$int, $moveaxis$intlist], [a0, a1, a2]);
}

/** `aten::movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)`  
 * `aten::movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.movedim.html) */
export function movedim(self: Tensor, source: number | bigint, destination: number | bigint): Tensor;
export function movedim(self: Tensor, source: readonly number[], destination: readonly number[]): Tensor;
export function movedim(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isInteger(a1) && isInteger(a2)) {
    return wrap(call(id($movedim$int), h(a0), a1, a2) as Handle);
  }
  if (isNumberList(a1) && isNumberList(a2)) {
    return wrap(call(id($movedim$intlist), h(a0), a1, a2) as Handle);
  }
  throw noOverload("movedim", [$movedim$int, $movedim$intlist], [a0, a1, a2]);
}

/** `aten::mse_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.mse_loss.html) */
export function mseLoss(self: Tensor, target: Tensor, options?: { reduction?: number | bigint }): Tensor;
export function mseLoss(self: Tensor, target: Tensor, reduction?: number | bigint): Tensor;
export function mseLoss(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($mse_loss), h(a0), h(a1), (a2 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($mse_loss), h(a0), h(a1), a2) as Handle);
}

/** `aten::msort(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.msort.html) */
export function msort(self: Tensor): Tensor {
  return wrap(call(id($msort), h(self)) as Handle);
}

/** `aten::mul.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::mul.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mul.html) */
export function mul(self: Tensor, other: Tensor | Scalar): Tensor;
export function mul(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($mul$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($mul$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("mul", [$mul$Tensor, $mul$Scalar], [a0, a1]);
}

/** `aten::mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::mul_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.mul_.html) */
export function mul_(self: Tensor, other: Tensor | Scalar): Tensor;
export function mul_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($mul_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($mul_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("mul_", [$mul_$Tensor, $mul_$Scalar], [a0, a1]);
}

/** `aten::multi_margin_loss(Tensor self, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.multi_margin_loss.html) */
export function multiMarginLoss(self: Tensor, target: Tensor, options?: { p?: Scalar; margin?: Scalar; weight?: Tensor; reduction?: number | bigint }): Tensor;
export function multiMarginLoss(self: Tensor, target: Tensor, p?: Scalar, options?: { margin?: Scalar; weight?: Tensor; reduction?: number | bigint }): Tensor;
export function multiMarginLoss(self: Tensor, target: Tensor, p?: Scalar, margin?: Scalar, options?: { weight?: Tensor; reduction?: number | bigint }): Tensor;
export function multiMarginLoss(self: Tensor, target: Tensor, p?: Scalar, margin?: Scalar, weight?: Tensor, options?: { reduction?: number | bigint }): Tensor;
export function multiMarginLoss(self: Tensor, target: Tensor, p?: Scalar, margin?: Scalar, weight?: Tensor, reduction?: number | bigint): Tensor;
export function multiMarginLoss(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrap(call(id($multi_margin_loss), h(a0), h(a1), (a2 as Options)?.p, (a2 as Options)?.margin, ho((a2 as Options)?.weight), (a2 as Options)?.reduction) as Handle);
  }
  if ((a2 === undefined || isScalar(a2)) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($multi_margin_loss), h(a0), h(a1), a2, (a3 as Options)?.margin, ho((a3 as Options)?.weight), (a3 as Options)?.reduction) as Handle);
  }
  if ((a2 === undefined || isScalar(a2)) && (a3 === undefined || isScalar(a3)) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($multi_margin_loss), h(a0), h(a1), a2, a3, ho((a4 as Options)?.weight), (a4 as Options)?.reduction) as Handle);
  }
  if ((a2 === undefined || isScalar(a2)) && (a3 === undefined || isScalar(a3)) && (a4 === undefined || a4 instanceof Tensor) && isOptions(a5)) {
    return wrap(call(id($multi_margin_loss), h(a0), h(a1), a2, a3, ho(a4), (a5 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($multi_margin_loss), h(a0), h(a1), a2, a3, ho(a4), a5) as Handle);
}

/** `aten::multilabel_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.multilabel_margin_loss.html) */
export function multilabelMarginLoss(self: Tensor, target: Tensor, options?: { reduction?: number | bigint }): Tensor;
export function multilabelMarginLoss(self: Tensor, target: Tensor, reduction?: number | bigint): Tensor;
export function multilabelMarginLoss(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($multilabel_margin_loss), h(a0), h(a1), (a2 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($multilabel_margin_loss), h(a0), h(a1), a2) as Handle);
}

/** `aten::multilabel_margin_loss_forward(Tensor self, Tensor target, int reduction) -> (Tensor output, Tensor is_target)` */
export function multilabelMarginLossForward(self: Tensor, target: Tensor, reduction: number | bigint): [output: Tensor, isTarget: Tensor] {
  return wrapAll(call(id($multilabel_margin_loss_forward), h(self), h(target), reduction)) as [output: Tensor, isTarget: Tensor];
}

/** `aten::multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.multinomial.html) */
export function multinomial(self: Tensor, numSamples: number | bigint, options?: { replacement?: boolean; generator?: Generator }): Tensor;
export function multinomial(self: Tensor, numSamples: number | bigint, replacement?: boolean, options?: { generator?: Generator }): Tensor;
export function multinomial(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($multinomial), h(a0), a1, (a2 as Options)?.replacement, generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  return wrap(call(id($multinomial), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator)) as Handle);
}

/** `aten::multiply.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::multiply.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.multiply.html) */
export function multiply(self: Tensor, other: Tensor | Scalar): Tensor;
export function multiply(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($multiply$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($multiply$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("multiply", [$multiply$Tensor, $multiply$Scalar], [a0, a1]);
}

/** `aten::multiply_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::multiply_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.multiply_.html) */
export function multiply_(self: Tensor, other: Tensor | Scalar): Tensor;
export function multiply_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($multiply_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($multiply_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("multiply_", [$multiply_$Tensor, $multiply_$Scalar], [a0, a1]);
}

/** `aten::mv(Tensor self, Tensor vec) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mv.html) */
export function mv(self: Tensor, vec: Tensor): Tensor {
  return wrap(call(id($mv), h(self), h(vec)) as Handle);
}

/** `aten::mvlgamma(Tensor self, int p) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.mvlgamma.html) */
export function mvlgamma(self: Tensor, p: number | bigint): Tensor {
  return wrap(call(id($mvlgamma), h(self), p) as Handle);
}

/** `aten::mvlgamma_(Tensor(a!) self, int p) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.mvlgamma_.html) */
export function mvlgamma_(self: Tensor, p: number | bigint): Tensor {
  call(id($mvlgamma_), h(self), p);
  return self;
}

/** `aten::nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nan_to_num.html) */
export function nanToNum(self: Tensor, options?: { nan?: number; posinf?: number; neginf?: number }): Tensor;
export function nanToNum(self: Tensor, nan?: number, options?: { posinf?: number; neginf?: number }): Tensor;
export function nanToNum(self: Tensor, nan?: number, posinf?: number, options?: { neginf?: number }): Tensor;
export function nanToNum(self: Tensor, nan?: number, posinf?: number, neginf?: number): Tensor;
export function nanToNum(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($nan_to_num), h(a0), (a1 as Options)?.nan, (a1 as Options)?.posinf, (a1 as Options)?.neginf) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "number") && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($nan_to_num), h(a0), a1, (a2 as Options)?.posinf, (a2 as Options)?.neginf) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "number") && (a2 === undefined || typeof a2 === "number") && isOptions(a3)) {
    return wrap(call(id($nan_to_num), h(a0), a1, a2, (a3 as Options)?.neginf) as Handle);
  }
  return wrap(call(id($nan_to_num), h(a0), a1, a2, a3) as Handle);
}

/** `aten::nan_to_num_(Tensor(a!) self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.nan_to_num_.html) */
export function nanToNum_(self: Tensor, options?: { nan?: number; posinf?: number; neginf?: number }): Tensor;
export function nanToNum_(self: Tensor, nan?: number, options?: { posinf?: number; neginf?: number }): Tensor;
export function nanToNum_(self: Tensor, nan?: number, posinf?: number, options?: { neginf?: number }): Tensor;
export function nanToNum_(self: Tensor, nan?: number, posinf?: number, neginf?: number): Tensor;
export function nanToNum_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    call(id($nan_to_num_), h(a0), (a1 as Options)?.nan, (a1 as Options)?.posinf, (a1 as Options)?.neginf);
    return a0 as Tensor;
  }
  if ((a1 === undefined || typeof a1 === "number") && a3 === undefined && isOptions(a2)) {
    call(id($nan_to_num_), h(a0), a1, (a2 as Options)?.posinf, (a2 as Options)?.neginf);
    return a0 as Tensor;
  }
  if ((a1 === undefined || typeof a1 === "number") && (a2 === undefined || typeof a2 === "number") && isOptions(a3)) {
    call(id($nan_to_num_), h(a0), a1, a2, (a3 as Options)?.neginf);
    return a0 as Tensor;
  }
  call(id($nan_to_num_), h(a0), a1, a2, a3);
  return a0 as Tensor;
}

/** `aten::nanmean(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nanmean.html) */
export function nanmean(self: Tensor, options?: { dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
export function nanmean(self: Tensor, dim?: number | readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
export function nanmean(self: Tensor, dim?: number | readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
export function nanmean(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($nanmean), h(a0), (a1 as Options)?.dim, (a1 as Options)?.keepdim, (a1 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($nanmean), h(a0), a1, (a2 as Options)?.keepdim, (a2 as Options)?.dtype) as Handle);
  }
  return wrap(call(id($nanmean), h(a0), a1, a2, (a3 as Options)?.dtype) as Handle);
}

const $nanmedian$dim$2 = new Set<string>(["keepdim"]);
/** `aten::nanmedian(Tensor self) -> Tensor`  
 * `aten::nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nanmedian.html) */
export function nanmedian(self: Tensor): Tensor;
export function nanmedian(self: Tensor, dim: number | bigint, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
export function nanmedian(self: Tensor, dim: number | bigint, keepdim?: boolean): [values: Tensor, indices: Tensor];
export function nanmedian(a0?: unknown, a1?: unknown, a2?: unknown): Tensor | [values: Tensor, indices: Tensor] {
  if (a2 === undefined && a1 === undefined) {
    return wrap(call(id($nanmedian), h(a0)) as Handle);
  }
  if (isInteger(a1) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrapAll(call(id($nanmedian$dim), h(a0), a1, a2)) as [values: Tensor, indices: Tensor];
  }
  if (isInteger(a1) && isOptions(a2) && fits(a2, $nanmedian$dim$2)) {
    return wrapAll(call(id($nanmedian$dim), h(a0), a1, (a2 as Options)?.keepdim)) as [values: Tensor, indices: Tensor];
  }
  throw noOverload("nanmedian", [$nanmedian, $nanmedian$dim], [a0, a1, a2]);
}

const $nanquantile$4 = new Set<string>(["interpolation"]);
const $nanquantile$3 = new Set<string>(["keepdim","interpolation"]);
const $nanquantile$2 = new Set<string>(["dim","keepdim","interpolation"]);
const $nanquantile$scalar$4 = new Set<string>(["interpolation"]);
const $nanquantile$scalar$3 = new Set<string>(["keepdim","interpolation"]);
const $nanquantile$scalar$2 = new Set<string>(["dim","keepdim","interpolation"]);
/** `aten::nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`  
 * `aten::nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nanquantile.html) */
export function nanquantile(self: Tensor, q: Tensor | number, options?: { dim?: number | bigint; keepdim?: boolean; interpolation?: string }): Tensor;
export function nanquantile(self: Tensor, q: Tensor | number, dim?: number | bigint, options?: { keepdim?: boolean; interpolation?: string }): Tensor;
export function nanquantile(self: Tensor, q: Tensor | number, dim?: number | bigint, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
export function nanquantile(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a1 instanceof Tensor && (a2 === undefined || isInteger(a2)) && (a3 === undefined || typeof a3 === "boolean") && fits(a4, $nanquantile$4)) {
    return wrap(call(id($nanquantile), h(a0), h(a1), a2, a3, (a4 as Options)?.interpolation) as Handle);
  }
  if (a1 instanceof Tensor && (a2 === undefined || isInteger(a2)) && a4 === undefined && isOptions(a3) && fits(a3, $nanquantile$3)) {
    return wrap(call(id($nanquantile), h(a0), h(a1), a2, (a3 as Options)?.keepdim, (a3 as Options)?.interpolation) as Handle);
  }
  if (a1 instanceof Tensor && a3 === undefined && a4 === undefined && isOptions(a2) && fits(a2, $nanquantile$2)) {
    return wrap(call(id($nanquantile), h(a0), h(a1), (a2 as Options)?.dim, (a2 as Options)?.keepdim, (a2 as Options)?.interpolation) as Handle);
  }
  if (typeof a1 === "number" && (a2 === undefined || isInteger(a2)) && (a3 === undefined || typeof a3 === "boolean") && fits(a4, $nanquantile$scalar$4)) {
    return wrap(call(id($nanquantile$scalar), h(a0), a1, a2, a3, (a4 as Options)?.interpolation) as Handle);
  }
  if (typeof a1 === "number" && (a2 === undefined || isInteger(a2)) && a4 === undefined && isOptions(a3) && fits(a3, $nanquantile$scalar$3)) {
    return wrap(call(id($nanquantile$scalar), h(a0), a1, a2, (a3 as Options)?.keepdim, (a3 as Options)?.interpolation) as Handle);
  }
  if (typeof a1 === "number" && a3 === undefined && a4 === undefined && isOptions(a2) && fits(a2, $nanquantile$scalar$2)) {
    return wrap(call(id($nanquantile$scalar), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.keepdim, (a2 as Options)?.interpolation) as Handle);
  }
  throw noOverload("nanquantile", [$nanquantile, $nanquantile$scalar], [a0, a1, a2, a3, a4]);
}

/** `aten::nansum(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nansum.html) */
export function nansum(self: Tensor, options?: { dim?: number | readonly number[]; keepdim?: boolean; dtype?: DType }): Tensor;
export function nansum(self: Tensor, dim?: number | readonly number[], options?: { keepdim?: boolean; dtype?: DType }): Tensor;
export function nansum(self: Tensor, dim?: number | readonly number[], keepdim?: boolean, options?: { dtype?: DType }): Tensor;
export function nansum(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($nansum), h(a0), (a1 as Options)?.dim, (a1 as Options)?.keepdim, (a1 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($nansum), h(a0), a1, (a2 as Options)?.keepdim, (a2 as Options)?.dtype) as Handle);
  }
  return wrap(call(id($nansum), h(a0), a1, a2, (a3 as Options)?.dtype) as Handle);
}

/** `aten::narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)`  
 * `aten::narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.narrow.html) */
export function narrow(self: Tensor, dim: number | bigint, start: Tensor | number | bigint, length: number | bigint): Tensor;
export function narrow(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 instanceof Tensor) {
    return wrap(call(id($narrow$Tensor), h(a0), a1, h(a2), a3) as Handle);
  }
  if (isInteger(a2)) {
    return wrap(call(id($narrow), h(a0), a1, a2, a3) as Handle);
  }
  throw noOverload("narrow", [$narrow$Tensor, $narrow], [a0, a1, a2, a3]);
}

/** `aten::narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.narrow_copy.html) */
export function narrowCopy(self: Tensor, dim: number | bigint, start: number | bigint, length: number | bigint): Tensor {
  return wrap(call(id($narrow_copy), h(self), dim, start, length) as Handle);
}

/** `aten::ne.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::ne.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ne.html) */
export function ne(self: Tensor, other: Tensor | Scalar): Tensor;
export function ne(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($ne$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($ne$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("ne", [$ne$Tensor, $ne$Scalar], [a0, a1]);
}

/** `aten::ne_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::ne_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.ne_.html) */
export function ne_(self: Tensor, other: Tensor | Scalar): Tensor;
export function ne_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($ne_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($ne_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("ne_", [$ne_$Tensor, $ne_$Scalar], [a0, a1]);
}

/** `aten::neg(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.neg.html) */
export function neg(self: Tensor): Tensor {
  return wrap(call(id($neg), h(self)) as Handle);
}

/** `aten::neg_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.neg_.html) */
export function neg_(self: Tensor): Tensor {
  call(id($neg_), h(self));
  return self;
}

/** `aten::negative(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.negative.html) */
export function negative(self: Tensor): Tensor {
  return wrap(call(id($negative), h(self)) as Handle);
}

/** `aten::negative_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.negative_.html) */
export function negative_(self: Tensor): Tensor {
  call(id($negative_), h(self));
  return self;
}

/** `aten::new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
export function newEmpty(self: Tensor, size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($new_empty), h(self), size, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
export function newEmptyStrided(self: Tensor, size: readonly number[], stride: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($new_empty_strided), h(self), size, stride, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::new_full(Tensor self, SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
export function newFull(self: Tensor, size: readonly number[], fillValue: Scalar, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($new_full), h(self), size, fillValue, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
export function newOnes(self: Tensor, size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($new_ones), h(self), size, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
export function newZeros(self: Tensor, size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($new_zeros), h(self), size, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::nextafter(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nextafter.html) */
export function nextafter(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($nextafter), h(self), h(other)) as Handle);
}

/** `aten::nextafter_(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.nextafter_.html) */
export function nextafter_(self: Tensor, other: Tensor): Tensor {
  call(id($nextafter_), h(self), h(other));
  return self;
}

/** `aten::nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.nll_loss.html) */
export function nllLoss(self: Tensor, target: Tensor, options?: { weight?: Tensor; reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
export function nllLoss(self: Tensor, target: Tensor, weight?: Tensor, options?: { reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
export function nllLoss(self: Tensor, target: Tensor, weight?: Tensor, reduction?: number | bigint, options?: { ignoreIndex?: number | bigint }): Tensor;
export function nllLoss(self: Tensor, target: Tensor, weight?: Tensor, reduction?: number | bigint, ignoreIndex?: number | bigint): Tensor;
export function nllLoss(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($nll_loss), h(a0), h(a1), ho((a2 as Options)?.weight), (a2 as Options)?.reduction, (a2 as Options)?.ignoreIndex) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($nll_loss), h(a0), h(a1), ho(a2), (a3 as Options)?.reduction, (a3 as Options)?.ignoreIndex) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || isInteger(a3)) && isOptions(a4)) {
    return wrap(call(id($nll_loss), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.ignoreIndex) as Handle);
  }
  return wrap(call(id($nll_loss), h(a0), h(a1), ho(a2), a3, a4) as Handle);
}

/** `aten::nll_loss2d(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
export function nllLoss2d(self: Tensor, target: Tensor, options?: { weight?: Tensor; reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
export function nllLoss2d(self: Tensor, target: Tensor, weight?: Tensor, options?: { reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
export function nllLoss2d(self: Tensor, target: Tensor, weight?: Tensor, reduction?: number | bigint, options?: { ignoreIndex?: number | bigint }): Tensor;
export function nllLoss2d(self: Tensor, target: Tensor, weight?: Tensor, reduction?: number | bigint, ignoreIndex?: number | bigint): Tensor;
export function nllLoss2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($nll_loss2d), h(a0), h(a1), ho((a2 as Options)?.weight), (a2 as Options)?.reduction, (a2 as Options)?.ignoreIndex) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($nll_loss2d), h(a0), h(a1), ho(a2), (a3 as Options)?.reduction, (a3 as Options)?.ignoreIndex) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || isInteger(a3)) && isOptions(a4)) {
    return wrap(call(id($nll_loss2d), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.ignoreIndex) as Handle);
  }
  return wrap(call(id($nll_loss2d), h(a0), h(a1), ho(a2), a3, a4) as Handle);
}

/** `aten::nll_loss2d_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
export function nllLoss2dForward(self: Tensor, target: Tensor, weight: Tensor | undefined, reduction: number | bigint, ignoreIndex: number | bigint): [output: Tensor, totalWeight: Tensor] {
  return wrapAll(call(id($nll_loss2d_forward), h(self), h(target), ho(weight), reduction, ignoreIndex)) as [output: Tensor, totalWeight: Tensor];
}

/** `aten::nll_loss_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
export function nllLossForward(self: Tensor, target: Tensor, weight: Tensor | undefined, reduction: number | bigint, ignoreIndex: number | bigint): [output: Tensor, totalWeight: Tensor] {
  return wrapAll(call(id($nll_loss_forward), h(self), h(target), ho(weight), reduction, ignoreIndex)) as [output: Tensor, totalWeight: Tensor];
}

/** `aten::nll_loss_nd(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
export function nllLossNd(self: Tensor, target: Tensor, options?: { weight?: Tensor; reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
export function nllLossNd(self: Tensor, target: Tensor, weight?: Tensor, options?: { reduction?: number | bigint; ignoreIndex?: number | bigint }): Tensor;
export function nllLossNd(self: Tensor, target: Tensor, weight?: Tensor, reduction?: number | bigint, options?: { ignoreIndex?: number | bigint }): Tensor;
export function nllLossNd(self: Tensor, target: Tensor, weight?: Tensor, reduction?: number | bigint, ignoreIndex?: number | bigint): Tensor;
export function nllLossNd(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($nll_loss_nd), h(a0), h(a1), ho((a2 as Options)?.weight), (a2 as Options)?.reduction, (a2 as Options)?.ignoreIndex) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($nll_loss_nd), h(a0), h(a1), ho(a2), (a3 as Options)?.reduction, (a3 as Options)?.ignoreIndex) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && (a3 === undefined || isInteger(a3)) && isOptions(a4)) {
    return wrap(call(id($nll_loss_nd), h(a0), h(a1), ho(a2), a3, (a4 as Options)?.ignoreIndex) as Handle);
  }
  return wrap(call(id($nll_loss_nd), h(a0), h(a1), ho(a2), a3, a4) as Handle);
}

/** `aten::nonzero(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nonzero.html) */
export function nonzero(self: Tensor): Tensor {
  return wrap(call(id($nonzero), h(self)) as Handle);
}

/** `aten::nonzero_numpy(Tensor self) -> Tensor[]` */
export function nonzeroNumpy(self: Tensor): Tensor[] {
  return wrapAll(call(id($nonzero_numpy), h(self)));
}

/** `aten::nonzero_static(Tensor self, *, SymInt size, int fill_value=-1) -> Tensor` */
export function nonzeroStatic(self: Tensor, options: { size: number | bigint; fillValue?: number | bigint }): Tensor {
  return wrap(call(id($nonzero_static), h(self), options?.size, options?.fillValue) as Handle);
}

const $norm$Scalar$1 = new Set<string>(["p"]);
const $norm$ScalarOpt_dtype$2 = new Set<string>(["dtype"]);
const $norm$ScalarOpt_dim$3 = new Set<string>(["keepdim"]);
const $norm$ScalarOpt_dim_dtype$4 = new Set<string>(["dtype"]);
/** `aten::norm.Scalar(Tensor self, Scalar p=2) -> Tensor`  
 * `aten::norm.ScalarOpt_dtype(Tensor self, Scalar? p, *, ScalarType dtype) -> Tensor`  
 * `aten::norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor`  
 * `aten::norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.norm.html) */
export function norm(self: Tensor, options?: { p?: Scalar }): Tensor;
export function norm(self: Tensor, p?: Scalar): Tensor;
export function norm(self: Tensor, p: Scalar | undefined, options: { dtype: DType }): Tensor;
export function norm(self: Tensor, p: Scalar | undefined, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
export function norm(self: Tensor, p: Scalar | undefined, dim: number | readonly number[], keepdim?: boolean): Tensor;
export function norm(self: Tensor, p: Scalar | undefined, dim: number | readonly number[], keepdim: boolean, options: { dtype: DType }): Tensor;
export function norm(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if ((a1 === undefined || isScalar(a1)) && a3 === undefined && a4 === undefined && a2 === undefined) {
    return wrap(call(id($norm$Scalar), h(a0), a1) as Handle);
  }
  if (a2 === undefined && a3 === undefined && a4 === undefined && isOptions(a1) && fits(a1, $norm$Scalar$1)) {
    return wrap(call(id($norm$Scalar), h(a0), (a1 as Options)?.p) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && a3 === undefined && a4 === undefined && isOptions(a2) && fits(a2, $norm$ScalarOpt_dtype$2) && "dtype" in a2) {
    return wrap(call(id($norm$ScalarOpt_dtype), h(a0), a1, (a2 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && (isInteger(a2) || isNumberList(a2)) && (a3 === undefined || typeof a3 === "boolean") && a4 === undefined) {
    return wrap(call(id($norm$ScalarOpt_dim), h(a0), a1, a2, a3) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && (isInteger(a2) || isNumberList(a2)) && a4 === undefined && isOptions(a3) && fits(a3, $norm$ScalarOpt_dim$3)) {
    return wrap(call(id($norm$ScalarOpt_dim), h(a0), a1, a2, (a3 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && (isInteger(a2) || isNumberList(a2)) && typeof a3 === "boolean" && isOptions(a4) && fits(a4, $norm$ScalarOpt_dim_dtype$4) && "dtype" in a4) {
    return wrap(call(id($norm$ScalarOpt_dim_dtype), h(a0), a1, a2, a3, (a4 as Options)?.dtype) as Handle);
  }
  throw noOverload("norm", [$norm$Scalar, $norm$ScalarOpt_dtype, $norm$ScalarOpt_dim, $norm$ScalarOpt_dim_dtype], [a0, a1, a2, a3, a4]);
}

/** `aten::norm_except_dim(Tensor v, int pow=2, int dim=0) -> Tensor` */
export function normExceptDim(v: Tensor, options?: { pow?: number | bigint; dim?: number | bigint }): Tensor;
export function normExceptDim(v: Tensor, pow?: number | bigint, options?: { dim?: number | bigint }): Tensor;
export function normExceptDim(v: Tensor, pow?: number | bigint, dim?: number | bigint): Tensor;
export function normExceptDim(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($norm_except_dim), h(a0), (a1 as Options)?.pow, (a1 as Options)?.dim) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && isOptions(a2)) {
    return wrap(call(id($norm_except_dim), h(a0), a1, (a2 as Options)?.dim) as Handle);
  }
  return wrap(call(id($norm_except_dim), h(a0), a1, a2) as Handle);
}

const $normal$Tensor_Tensor$2 = new Set<string>(["generator"]);
const $normal$Tensor_float$2 = new Set<string>(["generator"]);
const $normal$Tensor_float$1 = new Set<string>(["std","generator"]);
const $normal$float_Tensor$2 = new Set<string>(["generator"]);
const $normal$float_float$3 = new Set<string>(["generator","dtype","layout","device","pinMemory"]);
/** `aten::normal.Tensor_Tensor(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor`  
 * `aten::normal.Tensor_float(Tensor mean, float std=1., *, Generator? generator=None) -> Tensor`  
 * `aten::normal.float_Tensor(float mean, Tensor std, *, Generator? generator=None) -> Tensor`  
 * `aten::normal.float_float(float mean, float std, SymInt[] size, *, Generator? generator=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.normal.html) */
export function normal(mean: Tensor | number, std: Tensor, options?: { generator?: Generator }): Tensor;
export function normal(mean: Tensor, options?: { std?: number; generator?: Generator }): Tensor;
export function normal(mean: Tensor, std?: number, options?: { generator?: Generator }): Tensor;
export function normal(mean: number, std: number, size: readonly number[], options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function normal(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor && a3 === undefined && fits(a2, $normal$Tensor_Tensor$2)) {
    return wrap(call(id($normal$Tensor_Tensor), h(a0), h(a1), generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  if (a0 instanceof Tensor && (a1 === undefined || typeof a1 === "number") && a3 === undefined && fits(a2, $normal$Tensor_float$2)) {
    return wrap(call(id($normal$Tensor_float), h(a0), a1, generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  if (a0 instanceof Tensor && a2 === undefined && a3 === undefined && isOptions(a1) && fits(a1, $normal$Tensor_float$1)) {
    return wrap(call(id($normal$Tensor_float), h(a0), (a1 as Options)?.std, generatorHandle((a1 as Options)?.generator)) as Handle);
  }
  if (typeof a0 === "number" && a1 instanceof Tensor && a3 === undefined && fits(a2, $normal$float_Tensor$2)) {
    return wrap(call(id($normal$float_Tensor), a0, h(a1), generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  if (typeof a0 === "number" && typeof a1 === "number" && isNumberList(a2) && fits(a3, $normal$float_float$3)) {
    return wrap(call(id($normal$float_float), a0, a1, a2, generatorHandle((a3 as Options)?.generator), (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("normal", [$normal$Tensor_Tensor, $normal$Tensor_float, $normal$float_Tensor, $normal$float_float], [a0, a1, a2, a3]);
}

/** `aten::normal_functional(Tensor self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor` */
export function normalFunctional(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator }): Tensor;
export function normalFunctional(self: Tensor, mean?: number, options?: { std?: number; generator?: Generator }): Tensor;
export function normalFunctional(self: Tensor, mean?: number, std?: number, options?: { generator?: Generator }): Tensor;
export function normalFunctional(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($normal_functional), h(a0), (a1 as Options)?.mean, (a1 as Options)?.std, generatorHandle((a1 as Options)?.generator)) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "number") && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($normal_functional), h(a0), a1, (a2 as Options)?.std, generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  return wrap(call(id($normal_functional), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator)) as Handle);
}

/** `aten::normal_(Tensor(a!) self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.normal_.html) */
export function normal_(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator }): Tensor;
export function normal_(self: Tensor, mean?: number, options?: { std?: number; generator?: Generator }): Tensor;
export function normal_(self: Tensor, mean?: number, std?: number, options?: { generator?: Generator }): Tensor;
export function normal_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    call(id($normal_), h(a0), (a1 as Options)?.mean, (a1 as Options)?.std, generatorHandle((a1 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a1 === undefined || typeof a1 === "number") && a3 === undefined && isOptions(a2)) {
    call(id($normal_), h(a0), a1, (a2 as Options)?.std, generatorHandle((a2 as Options)?.generator));
    return a0 as Tensor;
  }
  call(id($normal_), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator));
  return a0 as Tensor;
}

/** `aten::not_equal.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::not_equal.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.not_equal.html) */
export function notEqual(self: Tensor, other: Tensor | Scalar): Tensor;
export function notEqual(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($not_equal$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($not_equal$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("notEqual", [$not_equal$Tensor, $not_equal$Scalar], [a0, a1]);
}

/** `aten::not_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::not_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.not_equal_.html) */
export function notEqual_(self: Tensor, other: Tensor | Scalar): Tensor;
export function notEqual_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($not_equal_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($not_equal_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("notEqual_", [$not_equal_$Tensor, $not_equal_$Scalar], [a0, a1]);
}

const $nuclear_norm$1 = new Set<string>(["keepdim"]);
const $nuclear_norm$dim$2 = new Set<string>(["keepdim"]);
/** `aten::nuclear_norm(Tensor self, bool keepdim=False) -> Tensor`  
 * `aten::nuclear_norm.dim(Tensor self, int[2] dim, bool keepdim=False) -> Tensor` */
export function nuclearNorm(self: Tensor, options?: { keepdim?: boolean }): Tensor;
export function nuclearNorm(self: Tensor, keepdim?: boolean): Tensor;
export function nuclearNorm(self: Tensor, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
export function nuclearNorm(self: Tensor, dim: number | readonly number[], keepdim?: boolean): Tensor;
export function nuclearNorm(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if ((a1 === undefined || typeof a1 === "boolean") && a2 === undefined) {
    return wrap(call(id($nuclear_norm), h(a0), a1) as Handle);
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $nuclear_norm$1)) {
    return wrap(call(id($nuclear_norm), h(a0), (a1 as Options)?.keepdim) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrap(call(id($nuclear_norm$dim), h(a0), a1, a2) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && isOptions(a2) && fits(a2, $nuclear_norm$dim$2)) {
    return wrap(call(id($nuclear_norm$dim), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  throw noOverload("nuclearNorm", [$nuclear_norm, $nuclear_norm$dim], [a0, a1, a2]);
}

/** `aten::numpy_T(Tensor(a) self) -> Tensor(a)` */
export function numpyT(self: Tensor): Tensor {
  return wrap(call(id($numpy_T), h(self)) as Handle);
}

/** `aten::one_hot(Tensor self, int num_classes=-1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.one_hot.html) */
export function oneHot(self: Tensor, options?: { numClasses?: number | bigint }): Tensor;
export function oneHot(self: Tensor, numClasses?: number | bigint): Tensor;
export function oneHot(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($one_hot), h(a0), (a1 as Options)?.numClasses) as Handle);
  }
  return wrap(call(id($one_hot), h(a0), a1) as Handle);
}

/** `aten::ones(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ones.html) */
export function ones(size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($ones), size, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::ones_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ones_like.html) */
export function onesLike(self: Tensor, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($ones_like), h(self), options?.dtype, options?.layout, options?.device, options?.pinMemory, options?.memoryFormat) as Handle);
}

/** `aten::orgqr(Tensor self, Tensor input2) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.orgqr.html) */
export function orgqr(self: Tensor, input2: Tensor): Tensor {
  return wrap(call(id($orgqr), h(self), h(input2)) as Handle);
}

/** `aten::ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ormqr.html) */
export function ormqr(self: Tensor, input2: Tensor, input3: Tensor, options?: { left?: boolean; transpose?: boolean }): Tensor;
export function ormqr(self: Tensor, input2: Tensor, input3: Tensor, left?: boolean, options?: { transpose?: boolean }): Tensor;
export function ormqr(self: Tensor, input2: Tensor, input3: Tensor, left?: boolean, transpose?: boolean): Tensor;
export function ormqr(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a4 === undefined && isOptions(a3)) {
    return wrap(call(id($ormqr), h(a0), h(a1), h(a2), (a3 as Options)?.left, (a3 as Options)?.transpose) as Handle);
  }
  if ((a3 === undefined || typeof a3 === "boolean") && isOptions(a4)) {
    return wrap(call(id($ormqr), h(a0), h(a1), h(a2), a3, (a4 as Options)?.transpose) as Handle);
  }
  return wrap(call(id($ormqr), h(a0), h(a1), h(a2), a3, a4) as Handle);
}

/** `aten::outer(Tensor self, Tensor vec2) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.outer.html) */
export function outer(self: Tensor, vec2: Tensor): Tensor {
  return wrap(call(id($outer), h(self), h(vec2)) as Handle);
}

/** `aten::pad(Tensor self, SymInt[] pad, str mode="constant", float? value=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html) */
export function pad(self: Tensor, pad: readonly number[], options?: { mode?: string; value?: number }): Tensor;
export function pad(self: Tensor, pad: readonly number[], mode?: string, options?: { value?: number }): Tensor;
export function pad(self: Tensor, pad: readonly number[], mode?: string, value?: number): Tensor;
export function pad(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($pad), h(a0), a1, (a2 as Options)?.mode, (a2 as Options)?.value) as Handle);
  }
  if ((a2 === undefined || typeof a2 === "string") && isOptions(a3)) {
    return wrap(call(id($pad), h(a0), a1, a2, (a3 as Options)?.value) as Handle);
  }
  return wrap(call(id($pad), h(a0), a1, a2, a3) as Handle);
}

/** `aten::pad_sequence(Tensor[] sequences, bool batch_first=False, float padding_value=0., str padding_side="right") -> Tensor` */
export function padSequence(sequences: readonly Tensor[], options?: { batchFirst?: boolean; paddingValue?: number; paddingSide?: string }): Tensor;
export function padSequence(sequences: readonly Tensor[], batchFirst?: boolean, options?: { paddingValue?: number; paddingSide?: string }): Tensor;
export function padSequence(sequences: readonly Tensor[], batchFirst?: boolean, paddingValue?: number, options?: { paddingSide?: string }): Tensor;
export function padSequence(sequences: readonly Tensor[], batchFirst?: boolean, paddingValue?: number, paddingSide?: string): Tensor;
export function padSequence(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($pad_sequence), hs(a0), (a1 as Options)?.batchFirst, (a1 as Options)?.paddingValue, (a1 as Options)?.paddingSide) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "boolean") && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($pad_sequence), hs(a0), a1, (a2 as Options)?.paddingValue, (a2 as Options)?.paddingSide) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "boolean") && (a2 === undefined || typeof a2 === "number") && isOptions(a3)) {
    return wrap(call(id($pad_sequence), hs(a0), a1, a2, (a3 as Options)?.paddingSide) as Handle);
  }
  return wrap(call(id($pad_sequence), hs(a0), a1, a2, a3) as Handle);
}

/** `aten::pairwise_distance(Tensor x1, Tensor x2, float p=2., float eps=9.9999999999999995e-07, bool keepdim=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pairwise_distance.html) */
export function pairwiseDistance(x1: Tensor, x2: Tensor, options?: { p?: number; eps?: number; keepdim?: boolean }): Tensor;
export function pairwiseDistance(x1: Tensor, x2: Tensor, p?: number, options?: { eps?: number; keepdim?: boolean }): Tensor;
export function pairwiseDistance(x1: Tensor, x2: Tensor, p?: number, eps?: number, options?: { keepdim?: boolean }): Tensor;
export function pairwiseDistance(x1: Tensor, x2: Tensor, p?: number, eps?: number, keepdim?: boolean): Tensor;
export function pairwiseDistance(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($pairwise_distance), h(a0), h(a1), (a2 as Options)?.p, (a2 as Options)?.eps, (a2 as Options)?.keepdim) as Handle);
  }
  if ((a2 === undefined || typeof a2 === "number") && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($pairwise_distance), h(a0), h(a1), a2, (a3 as Options)?.eps, (a3 as Options)?.keepdim) as Handle);
  }
  if ((a2 === undefined || typeof a2 === "number") && (a3 === undefined || typeof a3 === "number") && isOptions(a4)) {
    return wrap(call(id($pairwise_distance), h(a0), h(a1), a2, a3, (a4 as Options)?.keepdim) as Handle);
  }
  return wrap(call(id($pairwise_distance), h(a0), h(a1), a2, a3, a4) as Handle);
}

/** `aten::pdist(Tensor self, float p=2.) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pdist.html) */
export function pdist(self: Tensor, options?: { p?: number }): Tensor;
export function pdist(self: Tensor, p?: number): Tensor;
export function pdist(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($pdist), h(a0), (a1 as Options)?.p) as Handle);
  }
  return wrap(call(id($pdist), h(a0), a1) as Handle);
}

/** `aten::permute(Tensor(a) self, int[] dims) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.permute.html) */
export function permute(self: Tensor, dims: readonly number[]): Tensor {
  return wrap(call(id($permute), h(self), dims) as Handle);
}

/** `aten::permute_copy(Tensor self, int[] dims) -> Tensor` */
export function permuteCopy(self: Tensor, dims: readonly number[]): Tensor {
  return wrap(call(id($permute_copy), h(self), dims) as Handle);
}

/** `aten::pin_memory(Tensor(a) self, Device? device=None) -> Tensor(a)` */
export function pinMemory(self: Tensor, options?: { device?: Device }): Tensor;
export function pinMemory(self: Tensor, device?: Device): Tensor;
export function pinMemory(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($pin_memory), h(a0), (a1 as Options)?.device) as Handle);
  }
  return wrap(call(id($pin_memory), h(a0), a1) as Handle);
}

/** `aten::pinverse(Tensor self, float rcond=1.0000000000000001e-15) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.pinverse.html) */
export function pinverse(self: Tensor, options?: { rcond?: number }): Tensor;
export function pinverse(self: Tensor, rcond?: number): Tensor;
export function pinverse(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($pinverse), h(a0), (a1 as Options)?.rcond) as Handle);
  }
  return wrap(call(id($pinverse), h(a0), a1) as Handle);
}

/** `aten::pixel_shuffle(Tensor self, int upscale_factor) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pixel_shuffle.html) */
export function pixelShuffle(self: Tensor, upscaleFactor: number | bigint): Tensor {
  return wrap(call(id($pixel_shuffle), h(self), upscaleFactor) as Handle);
}

/** `aten::pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pixel_unshuffle.html) */
export function pixelUnshuffle(self: Tensor, downscaleFactor: number | bigint): Tensor {
  return wrap(call(id($pixel_unshuffle), h(self), downscaleFactor) as Handle);
}

/** `aten::poisson(Tensor self, Generator? generator=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.poisson.html) */
export function poisson(self: Tensor, options?: { generator?: Generator }): Tensor;
export function poisson(self: Tensor, generator?: Generator): Tensor;
export function poisson(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($poisson), h(a0), generatorHandle((a1 as Options)?.generator)) as Handle);
  }
  return wrap(call(id($poisson), h(a0), generatorHandle(a1)) as Handle);
}

/** `aten::poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.poisson_nll_loss.html) */
export function poissonNllLoss(input: Tensor, target: Tensor, logInput: boolean, full: boolean, eps: number, reduction: number | bigint): Tensor {
  return wrap(call(id($poisson_nll_loss), h(input), h(target), logInput, full, eps, reduction) as Handle);
}

/** `aten::polar(Tensor abs, Tensor angle) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.polar.html) */
export function polar(abs: Tensor, angle: Tensor): Tensor {
  return wrap(call(id($polar), h(abs), h(angle)) as Handle);
}

/** `aten::polygamma(int n, Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.polygamma.html) */
export function polygamma(n: number | bigint, self: Tensor): Tensor {
  return wrap(call(id($polygamma), n, h(self)) as Handle);
}

/** `aten::polygamma_(Tensor(a!) self, int n) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.polygamma_.html) */
export function polygamma_(self: Tensor, n: number | bigint): Tensor {
  call(id($polygamma_), h(self), n);
  return self;
}

/** `aten::positive(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.positive.html) */
export function positive(self: Tensor): Tensor {
  return wrap(call(id($positive), h(self)) as Handle);
}

/** `aten::pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor`  
 * `aten::pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor`  
 * `aten::pow.Scalar(Scalar self, Tensor exponent) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.pow.html) */
export function pow(self: Tensor, exponent: Tensor | Scalar): Tensor;
export function pow(self: Scalar, exponent: Tensor): Tensor;
export function pow(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($pow$Tensor_Tensor), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($pow$Tensor_Scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($pow$Scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("pow", [$pow$Tensor_Tensor, $pow$Tensor_Scalar, $pow$Scalar], [a0, a1]);
}

/** `aten::pow_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)`  
 * `aten::pow_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.pow_.html) */
export function pow_(self: Tensor, exponent: Tensor | Scalar): Tensor;
export function pow_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($pow_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($pow_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("pow_", [$pow_$Tensor, $pow_$Scalar], [a0, a1]);
}

/** `aten::prelu(Tensor self, Tensor weight) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.prelu.html) */
export function prelu(self: Tensor, weight: Tensor): Tensor {
  return wrap(call(id($prelu), h(self), h(weight)) as Handle);
}

const $prod$1 = new Set<string>(["dtype"]);
const $prod$dim_int$3 = new Set<string>(["dtype"]);
const $prod$dim_int$2 = new Set<string>(["keepdim","dtype"]);
/** `aten::prod(Tensor self, *, ScalarType? dtype=None) -> Tensor`  
 * `aten::prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.prod.html) */
export function prod(self: Tensor, options?: { dtype?: DType }): Tensor;
export function prod(self: Tensor, dim: number | bigint, options?: { keepdim?: boolean; dtype?: DType }): Tensor;
export function prod(self: Tensor, dim: number | bigint, keepdim?: boolean, options?: { dtype?: DType }): Tensor;
export function prod(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && fits(a1, $prod$1)) {
    return wrap(call(id($prod), h(a0), (a1 as Options)?.dtype) as Handle);
  }
  if (isInteger(a1) && (a2 === undefined || typeof a2 === "boolean") && fits(a3, $prod$dim_int$3)) {
    return wrap(call(id($prod$dim_int), h(a0), a1, a2, (a3 as Options)?.dtype) as Handle);
  }
  if (isInteger(a1) && a3 === undefined && isOptions(a2) && fits(a2, $prod$dim_int$2)) {
    return wrap(call(id($prod$dim_int), h(a0), a1, (a2 as Options)?.keepdim, (a2 as Options)?.dtype) as Handle);
  }
  throw noOverload("prod", [$prod, $prod$dim_int], [a0, a1, a2, a3]);
}

/** `aten::promote_types(ScalarType type1, ScalarType type2) -> ScalarType`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.promote_types.html) */
export function promoteTypes(type1: DType, type2: DType): DType {
  return call(id($promote_types), type1, type2) as DType;
}

/** `aten::put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` */
export function put(self: Tensor, index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
export function put(self: Tensor, index: Tensor, source: Tensor, accumulate?: boolean): Tensor;
export function put(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (isOptions(a3)) {
    return wrap(call(id($put), h(a0), h(a1), h(a2), (a3 as Options)?.accumulate) as Handle);
  }
  return wrap(call(id($put), h(a0), h(a1), h(a2), a3) as Handle);
}

/** `aten::put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.put_.html) */
export function put_(self: Tensor, index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
export function put_(self: Tensor, index: Tensor, source: Tensor, accumulate?: boolean): Tensor;
export function put_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (isOptions(a3)) {
    call(id($put_), h(a0), h(a1), h(a2), (a3 as Options)?.accumulate);
    return a0 as Tensor;
  }
  call(id($put_), h(a0), h(a1), h(a2), a3);
  return a0 as Tensor;
}

/** `aten::qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.qr.html) */
export function qr(self: Tensor, options?: { some?: boolean }): [Q: Tensor, R: Tensor];
export function qr(self: Tensor, some?: boolean): [Q: Tensor, R: Tensor];
export function qr(a0?: unknown, a1?: unknown): [Q: Tensor, R: Tensor] {
  if (isOptions(a1)) {
    return wrapAll(call(id($qr), h(a0), (a1 as Options)?.some)) as [Q: Tensor, R: Tensor];
  }
  return wrapAll(call(id($qr), h(a0), a1)) as [Q: Tensor, R: Tensor];
}

const $quantile$4 = new Set<string>(["interpolation"]);
const $quantile$3 = new Set<string>(["keepdim","interpolation"]);
const $quantile$2 = new Set<string>(["dim","keepdim","interpolation"]);
const $quantile$scalar$4 = new Set<string>(["interpolation"]);
const $quantile$scalar$3 = new Set<string>(["keepdim","interpolation"]);
const $quantile$scalar$2 = new Set<string>(["dim","keepdim","interpolation"]);
/** `aten::quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`  
 * `aten::quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.quantile.html) */
export function quantile(self: Tensor, q: Tensor | number, options?: { dim?: number | bigint; keepdim?: boolean; interpolation?: string }): Tensor;
export function quantile(self: Tensor, q: Tensor | number, dim?: number | bigint, options?: { keepdim?: boolean; interpolation?: string }): Tensor;
export function quantile(self: Tensor, q: Tensor | number, dim?: number | bigint, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
export function quantile(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a1 instanceof Tensor && (a2 === undefined || isInteger(a2)) && (a3 === undefined || typeof a3 === "boolean") && fits(a4, $quantile$4)) {
    return wrap(call(id($quantile), h(a0), h(a1), a2, a3, (a4 as Options)?.interpolation) as Handle);
  }
  if (a1 instanceof Tensor && (a2 === undefined || isInteger(a2)) && a4 === undefined && isOptions(a3) && fits(a3, $quantile$3)) {
    return wrap(call(id($quantile), h(a0), h(a1), a2, (a3 as Options)?.keepdim, (a3 as Options)?.interpolation) as Handle);
  }
  if (a1 instanceof Tensor && a3 === undefined && a4 === undefined && isOptions(a2) && fits(a2, $quantile$2)) {
    return wrap(call(id($quantile), h(a0), h(a1), (a2 as Options)?.dim, (a2 as Options)?.keepdim, (a2 as Options)?.interpolation) as Handle);
  }
  if (typeof a1 === "number" && (a2 === undefined || isInteger(a2)) && (a3 === undefined || typeof a3 === "boolean") && fits(a4, $quantile$scalar$4)) {
    return wrap(call(id($quantile$scalar), h(a0), a1, a2, a3, (a4 as Options)?.interpolation) as Handle);
  }
  if (typeof a1 === "number" && (a2 === undefined || isInteger(a2)) && a4 === undefined && isOptions(a3) && fits(a3, $quantile$scalar$3)) {
    return wrap(call(id($quantile$scalar), h(a0), a1, a2, (a3 as Options)?.keepdim, (a3 as Options)?.interpolation) as Handle);
  }
  if (typeof a1 === "number" && a3 === undefined && a4 === undefined && isOptions(a2) && fits(a2, $quantile$scalar$2)) {
    return wrap(call(id($quantile$scalar), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.keepdim, (a2 as Options)?.interpolation) as Handle);
  }
  throw noOverload("quantile", [$quantile, $quantile$scalar], [a0, a1, a2, a3, a4]);
}

/** `aten::quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.quantize_per_channel.html) */
export function quantizePerChannel(self: Tensor, scales: Tensor, zeroPoints: Tensor, axis: number | bigint, dtype: DType): Tensor {
  return wrap(call(id($quantize_per_channel), h(self), h(scales), h(zeroPoints), axis, dtype) as Handle);
}

/** `aten::quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor`  
 * `aten::quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor`  
 * `aten::quantize_per_tensor.tensors(Tensor[] tensors, Tensor scales, Tensor zero_points, ScalarType dtype) -> Tensor[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.quantize_per_tensor.html) */
export function quantizePerTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, dtype: DType): Tensor;
export function quantizePerTensor(self: Tensor, scale: number, zeroPoint: number | bigint, dtype: DType): Tensor;
export function quantizePerTensor(tensors: readonly Tensor[], scales: Tensor, zeroPoints: Tensor, dtype: DType): Tensor[];
export function quantizePerTensor(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor | Tensor[] {
  if (a0 instanceof Tensor && a1 instanceof Tensor && a2 instanceof Tensor) {
    return wrap(call(id($quantize_per_tensor$tensor_qparams), h(a0), h(a1), h(a2), a3) as Handle);
  }
  if (a0 instanceof Tensor && typeof a1 === "number" && isInteger(a2)) {
    return wrap(call(id($quantize_per_tensor), h(a0), a1, a2, a3) as Handle);
  }
  if (isTensorList(a0) && a1 instanceof Tensor && a2 instanceof Tensor) {
    return wrapAll(call(id($quantize_per_tensor$tensors), hs(a0), h(a1), h(a2), a3));
  }
  throw noOverload("quantizePerTensor", [$quantize_per_tensor$tensor_qparams, $quantize_per_tensor, $quantize_per_tensor$tensors], [a0, a1, a2, a3]);
}

/** `aten::quantize_per_tensor_dynamic(Tensor self, ScalarType dtype, bool reduce_range) -> Tensor` */
export function quantizePerTensorDynamic(self: Tensor, dtype: DType, reduceRange: boolean): Tensor {
  return wrap(call(id($quantize_per_tensor_dynamic), h(self), dtype, reduceRange) as Handle);
}

/** `aten::rad2deg(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.rad2deg.html) */
export function rad2deg(self: Tensor): Tensor {
  return wrap(call(id($rad2deg), h(self)) as Handle);
}

/** `aten::rad2deg_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.rad2deg_.html) */
export function rad2deg_(self: Tensor): Tensor {
  call(id($rad2deg_), h(self));
  return self;
}

/** `aten::rand.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.rand.html) */
export function rand(size: readonly number[], options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($rand$generator), size, generatorHandle(options?.generator), options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::rand_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.rand_like.html) */
export function randLike(self: Tensor, options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($rand_like$generator), h(self), generatorHandle(options?.generator), options?.dtype, options?.layout, options?.device, options?.pinMemory, options?.memoryFormat) as Handle);
}

const $randint$generator$2 = new Set<string>(["generator","dtype","layout","device","pinMemory"]);
const $randint$low_generator$3 = new Set<string>(["generator","dtype","layout","device","pinMemory"]);
/** `aten::randint.generator(SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::randint.low_generator(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.randint.html) */
export function randint(high: number | bigint, size: readonly number[], options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function randint(low: number | bigint, high: number | bigint, size: readonly number[], options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function randint(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (isNumberList(a1) && a3 === undefined && fits(a2, $randint$generator$2)) {
    return wrap(call(id($randint$generator), a0, a1, generatorHandle((a2 as Options)?.generator), (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  if (isInteger(a1) && isNumberList(a2) && fits(a3, $randint$low_generator$3)) {
    return wrap(call(id($randint$low_generator), a0, a1, a2, generatorHandle((a3 as Options)?.generator), (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("randint", [$randint$generator, $randint$low_generator], [a0, a1, a2, a3]);
}

const $randint_like$Tensor_generator$2 = new Set<string>(["generator","dtype","layout","device","pinMemory","memoryFormat"]);
const $randint_like$generator$2 = new Set<string>(["generator","dtype","layout","device","pinMemory","memoryFormat"]);
const $randint_like$low_generator_dtype$3 = new Set<string>(["generator","dtype","layout","device","pinMemory","memoryFormat"]);
/** `aten::randint_like.Tensor_generator(Tensor self, Tensor high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
 * `aten::randint_like.generator(Tensor self, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
 * `aten::randint_like.low_generator_dtype(Tensor self, SymInt low, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.randint_like.html) */
export function randintLike(self: Tensor, high: Tensor | number | bigint, options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor;
export function randintLike(self: Tensor, low: number | bigint, high: number | bigint, options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor;
export function randintLike(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a1 instanceof Tensor && a3 === undefined && fits(a2, $randint_like$Tensor_generator$2)) {
    return wrap(call(id($randint_like$Tensor_generator), h(a0), h(a1), generatorHandle((a2 as Options)?.generator), (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory, (a2 as Options)?.memoryFormat) as Handle);
  }
  if (isInteger(a1) && a3 === undefined && fits(a2, $randint_like$generator$2)) {
    return wrap(call(id($randint_like$generator), h(a0), a1, generatorHandle((a2 as Options)?.generator), (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory, (a2 as Options)?.memoryFormat) as Handle);
  }
  if (isInteger(a1) && isInteger(a2) && fits(a3, $randint_like$low_generator_dtype$3)) {
    return wrap(call(id($randint_like$low_generator_dtype), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator), (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory, (a3 as Options)?.memoryFormat) as Handle);
  }
  throw noOverload("randintLike", [$randint_like$Tensor_generator, $randint_like$generator, $randint_like$low_generator_dtype], [a0, a1, a2, a3]);
}

/** `aten::randn.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.randn.html) */
export function randn(size: readonly number[], options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($randn$generator), size, generatorHandle(options?.generator), options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::randn_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.randn_like.html) */
export function randnLike(self: Tensor, options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($randn_like$generator), h(self), generatorHandle(options?.generator), options?.dtype, options?.layout, options?.device, options?.pinMemory, options?.memoryFormat) as Handle);
}

const $random$1 = new Set<string>(["generator"]);
const $random$to$2 = new Set<string>(["generator"]);
const $random$from$3 = new Set<string>(["generator"]);
/** `aten::random(Tensor self, *, Generator? generator=None) -> Tensor`  
 * `aten::random.to(Tensor self, int to, *, Generator? generator=None) -> Tensor`  
 * `aten::random.from(Tensor self, int from, int? to, *, Generator? generator=None) -> Tensor` */
export function random(self: Tensor, options?: { generator?: Generator }): Tensor;
export function random(self: Tensor, to: number | bigint, options?: { generator?: Generator }): Tensor;
export function random(self: Tensor, from: number | bigint, to: number | bigint | undefined, options?: { generator?: Generator }): Tensor;
export function random(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && fits(a1, $random$1)) {
    return wrap(call(id($random), h(a0), generatorHandle((a1 as Options)?.generator)) as Handle);
  }
  if (isInteger(a1) && a3 === undefined && fits(a2, $random$to$2)) {
    return wrap(call(id($random$to), h(a0), a1, generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  if (isInteger(a1) && (a2 === undefined || isInteger(a2)) && fits(a3, $random$from$3)) {
    return wrap(call(id($random$from), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator)) as Handle);
  }
  throw noOverload("random", [$random, $random$to, $random$from], [a0, a1, a2, a3]);
}

const $random_$1 = new Set<string>(["generator"]);
const $random_$to$2 = new Set<string>(["generator"]);
const $random_$from$3 = new Set<string>(["generator"]);
/** `aten::random_(Tensor(a!) self, *, Generator? generator=None) -> Tensor(a!)`  
 * `aten::random_.to(Tensor(a!) self, int to, *, Generator? generator=None) -> Tensor(a!)`  
 * `aten::random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.random_.html) */
export function random_(self: Tensor, options?: { generator?: Generator }): Tensor;
export function random_(self: Tensor, to: number | bigint, options?: { generator?: Generator }): Tensor;
export function random_(self: Tensor, from: number | bigint, to: number | bigint | undefined, options?: { generator?: Generator }): Tensor;
export function random_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && fits(a1, $random_$1)) {
    call(id($random_), h(a0), generatorHandle((a1 as Options)?.generator));
    return a0 as Tensor;
  }
  if (isInteger(a1) && a3 === undefined && fits(a2, $random_$to$2)) {
    call(id($random_$to), h(a0), a1, generatorHandle((a2 as Options)?.generator));
    return a0 as Tensor;
  }
  if (isInteger(a1) && (a2 === undefined || isInteger(a2)) && fits(a3, $random_$from$3)) {
    call(id($random_$from), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator));
    return a0 as Tensor;
  }
  throw noOverload("random_", [$random_, $random_$to, $random_$from], [a0, a1, a2, a3]);
}

/** `aten::randperm.generator(SymInt n, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.randperm.html) */
export function randperm(n: number | bigint, options?: { generator?: Generator; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($randperm$generator), n, generatorHandle(options?.generator), options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

const $range$2 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $range$step$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $range$step$2 = new Set<string>(["step","dtype","layout","device","pinMemory"]);
/** `aten::range(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * `aten::range.step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.range.html) */
export function range(start: Scalar, end: Scalar, options: { dtype: DType | undefined; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function range(start: Scalar, end: Scalar, options: { step?: Scalar; dtype: DType | undefined; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function range(start: Scalar, end: Scalar, step: Scalar | undefined, options: { dtype: DType | undefined; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function range(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2) && fits(a2, $range$2) && "dtype" in a2) {
    return wrap(call(id($range), a0, a1, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  if ((a2 === undefined || isScalar(a2)) && isOptions(a3) && fits(a3, $range$step$3) && "dtype" in a3) {
    return wrap(call(id($range$step), a0, a1, a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (a3 === undefined && isOptions(a2) && fits(a2, $range$step$2) && "dtype" in a2) {
    return wrap(call(id($range$step), a0, a1, (a2 as Options)?.step, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("range", [$range, $range$step], [a0, a1, a2, a3]);
}

/** `aten::ravel(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.ravel.html) */
export function ravel(self: Tensor): Tensor {
  return wrap(call(id($ravel), h(self)) as Handle);
}

/** `aten::real(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.real.html) */
export function real(self: Tensor): Tensor {
  return wrap(call(id($real), h(self)) as Handle);
}

/** `aten::reciprocal(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.reciprocal.html) */
export function reciprocal(self: Tensor): Tensor {
  return wrap(call(id($reciprocal), h(self)) as Handle);
}

/** `aten::reciprocal_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.reciprocal_.html) */
export function reciprocal_(self: Tensor): Tensor {
  call(id($reciprocal_), h(self));
  return self;
}

/** `aten::reflection_pad1d(Tensor self, SymInt[2] padding) -> Tensor` */
export function reflectionPad1d(self: Tensor, padding: number | readonly number[]): Tensor {
  return wrap(call(id($reflection_pad1d), h(self), padding) as Handle);
}

/** `aten::reflection_pad2d(Tensor self, SymInt[4] padding) -> Tensor` */
export function reflectionPad2d(self: Tensor, padding: number | readonly number[]): Tensor {
  return wrap(call(id($reflection_pad2d), h(self), padding) as Handle);
}

/** `aten::reflection_pad3d(Tensor self, SymInt[6] padding) -> Tensor` */
export function reflectionPad3d(self: Tensor, padding: number | readonly number[]): Tensor {
  return wrap(call(id($reflection_pad3d), h(self), padding) as Handle);
}

/** `aten::relu(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.relu.html) */
export function relu(self: Tensor): Tensor {
  return wrap(call(id($relu), h(self)) as Handle);
}

/** `aten::relu6(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.relu6.html) */
export function relu6(self: Tensor): Tensor {
  return wrap(call(id($relu6), h(self)) as Handle);
}

/** `aten::relu6_(Tensor(a!) self) -> Tensor(a!)` */
export function relu6_(self: Tensor): Tensor {
  call(id($relu6_), h(self));
  return self;
}

/** `aten::relu_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.relu_.html) */
export function relu_(self: Tensor): Tensor {
  call(id($relu_), h(self));
  return self;
}

/** `aten::remainder.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::remainder.Scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::remainder.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.remainder.html) */
export function remainder(self: Tensor, other: Tensor | Scalar): Tensor;
export function remainder(self: Scalar, other: Tensor): Tensor;
export function remainder(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($remainder$Tensor), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($remainder$Scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($remainder$Scalar_Tensor), a0, h(a1)) as Handle);
  }
  throw noOverload("remainder", [$remainder$Tensor, $remainder$Scalar, $remainder$Scalar_Tensor], [a0, a1]);
}

/** `aten::remainder_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::remainder_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.remainder_.html) */
export function remainder_(self: Tensor, other: Tensor | Scalar): Tensor;
export function remainder_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($remainder_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($remainder_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("remainder_", [$remainder_$Tensor, $remainder_$Scalar], [a0, a1]);
}

/** `aten::renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.renorm.html) */
export function renorm(self: Tensor, p: Scalar, dim: number | bigint, maxnorm: Scalar): Tensor {
  return wrap(call(id($renorm), h(self), p, dim, maxnorm) as Handle);
}

/** `aten::renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.renorm_.html) */
export function renorm_(self: Tensor, p: Scalar, dim: number | bigint, maxnorm: Scalar): Tensor {
  call(id($renorm_), h(self), p, dim, maxnorm);
  return self;
}

/** `aten::repeat(Tensor self, SymInt[] repeats) -> Tensor` */
export function repeat(self: Tensor, repeats: readonly number[]): Tensor {
  return wrap(call(id($repeat), h(self), repeats) as Handle);
}

const $repeat_interleave$Tensor$1 = new Set<string>(["outputSize"]);
const $repeat_interleave$self_Tensor$3 = new Set<string>(["outputSize"]);
const $repeat_interleave$self_Tensor$2 = new Set<string>(["dim","outputSize"]);
const $repeat_interleave$self_int$3 = new Set<string>(["outputSize"]);
const $repeat_interleave$self_int$2 = new Set<string>(["dim","outputSize"]);
/** `aten::repeat_interleave.Tensor(Tensor repeats, *, SymInt? output_size=None) -> Tensor`  
 * `aten::repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor`  
 * `aten::repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.repeat_interleave.html) */
export function repeatInterleave(repeats: Tensor, options?: { outputSize?: number | bigint }): Tensor;
export function repeatInterleave(self: Tensor, repeats: Tensor | number | bigint, options?: { dim?: number | bigint; outputSize?: number | bigint }): Tensor;
export function repeatInterleave(self: Tensor, repeats: Tensor | number | bigint, dim?: number | bigint, options?: { outputSize?: number | bigint }): Tensor;
export function repeatInterleave(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && fits(a1, $repeat_interleave$Tensor$1)) {
    return wrap(call(id($repeat_interleave$Tensor), h(a0), (a1 as Options)?.outputSize) as Handle);
  }
  if (a1 instanceof Tensor && (a2 === undefined || isInteger(a2)) && fits(a3, $repeat_interleave$self_Tensor$3)) {
    return wrap(call(id($repeat_interleave$self_Tensor), h(a0), h(a1), a2, (a3 as Options)?.outputSize) as Handle);
  }
  if (a1 instanceof Tensor && a3 === undefined && isOptions(a2) && fits(a2, $repeat_interleave$self_Tensor$2)) {
    return wrap(call(id($repeat_interleave$self_Tensor), h(a0), h(a1), (a2 as Options)?.dim, (a2 as Options)?.outputSize) as Handle);
  }
  if (isInteger(a1) && (a2 === undefined || isInteger(a2)) && fits(a3, $repeat_interleave$self_int$3)) {
    return wrap(call(id($repeat_interleave$self_int), h(a0), a1, a2, (a3 as Options)?.outputSize) as Handle);
  }
  if (isInteger(a1) && a3 === undefined && isOptions(a2) && fits(a2, $repeat_interleave$self_int$2)) {
    return wrap(call(id($repeat_interleave$self_int), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.outputSize) as Handle);
  }
  throw noOverload("repeatInterleave", [$repeat_interleave$Tensor, $repeat_interleave$self_Tensor, $repeat_interleave$self_int], [a0, a1, a2, a3]);
}

/** `aten::replication_pad1d(Tensor self, SymInt[2] padding) -> Tensor` */
export function replicationPad1d(self: Tensor, padding: number | readonly number[]): Tensor {
  return wrap(call(id($replication_pad1d), h(self), padding) as Handle);
}

/** `aten::replication_pad2d(Tensor self, SymInt[4] padding) -> Tensor` */
export function replicationPad2d(self: Tensor, padding: number | readonly number[]): Tensor {
  return wrap(call(id($replication_pad2d), h(self), padding) as Handle);
}

/** `aten::replication_pad3d(Tensor self, SymInt[6] padding) -> Tensor` */
export function replicationPad3d(self: Tensor, padding: number | readonly number[]): Tensor {
  return wrap(call(id($replication_pad3d), h(self), padding) as Handle);
}

/** `aten::reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.reshape.html) */
export function reshape(self: Tensor, shape: readonly number[]): Tensor {
  return wrap(call(id($reshape), h(self), shape) as Handle);
}

/** `aten::reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
export function reshapeAs(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($reshape_as), h(self), h(other)) as Handle);
}

/** `aten::resize(Tensor self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor` */
export function resize(self: Tensor, size: readonly number[], options?: { memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($resize), h(self), size, options?.memoryFormat) as Handle);
}

/** `aten::resize_as(Tensor self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor` */
export function resizeAs(self: Tensor, theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($resize_as), h(self), h(theTemplate), options?.memoryFormat) as Handle);
}

/** `aten::resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.resize_as_.html) */
export function resizeAs_(self: Tensor, theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat }): Tensor {
  call(id($resize_as_), h(self), h(theTemplate), options?.memoryFormat);
  return self;
}

/** `aten::resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.resize_.html) */
export function resize_(self: Tensor, size: readonly number[], options?: { memoryFormat?: MemoryFormat }): Tensor {
  call(id($resize_), h(self), size, options?.memoryFormat);
  return self;
}

/** `aten::resolve_conj(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.resolve_conj.html) */
export function resolveConj(self: Tensor): Tensor {
  return wrap(call(id($resolve_conj), h(self)) as Handle);
}

/** `aten::resolve_neg(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.resolve_neg.html) */
export function resolveNeg(self: Tensor): Tensor {
  return wrap(call(id($resolve_neg), h(self)) as Handle);
}

/** `aten::result_type.Tensor(Tensor tensor, Tensor other) -> ScalarType`  
 * `aten::result_type.Scalar(Tensor tensor, Scalar other) -> ScalarType`  
 * `aten::result_type.Scalar_Tensor(Scalar scalar, Tensor tensor) -> ScalarType`  
 * `aten::result_type.Scalar_Scalar(Scalar scalar1, Scalar scalar2) -> ScalarType`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.result_type.html) */
export function resultType(tensor: Tensor, other: Tensor | Scalar): DType;
export function resultType(scalar: Scalar, tensor: Tensor | Scalar): DType;
export function resultType(a0?: unknown, a1?: unknown): DType {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return call(id($result_type$Tensor), h(a0), h(a1)) as DType;
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return call(id($result_type$Scalar), h(a0), a1) as DType;
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return call(id($result_type$Scalar_Tensor), a0, h(a1)) as DType;
  }
  if (isScalar(a0) && isScalar(a1)) {
    return call(id($result_type$Scalar_Scalar), a0, a1) as DType;
  }
  throw noOverload("resultType", [$result_type$Tensor, $result_type$Scalar, $result_type$Scalar_Tensor, $result_type$Scalar_Scalar], [a0, a1]);
}

/** `aten::rms_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.rms_norm.html) */
export function rmsNorm(input: Tensor, normalizedShape: readonly number[], options?: { weight?: Tensor; eps?: number }): Tensor;
export function rmsNorm(input: Tensor, normalizedShape: readonly number[], weight?: Tensor, options?: { eps?: number }): Tensor;
export function rmsNorm(input: Tensor, normalizedShape: readonly number[], weight?: Tensor, eps?: number): Tensor;
export function rmsNorm(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($rms_norm), h(a0), a1, ho((a2 as Options)?.weight), (a2 as Options)?.eps) as Handle);
  }
  if ((a2 === undefined || a2 instanceof Tensor) && isOptions(a3)) {
    return wrap(call(id($rms_norm), h(a0), a1, ho(a2), (a3 as Options)?.eps) as Handle);
  }
  return wrap(call(id($rms_norm), h(a0), a1, ho(a2), a3) as Handle);
}

/** `aten::rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`  
 * `aten::rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
export function rnnRelu(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number | bigint, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor];
export function rnnRelu(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number | bigint, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor];
export function rnnRelu(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown, a8?: unknown): [result0: Tensor, result1: Tensor] {
  if (a2 instanceof Tensor && isTensorList(a3) && typeof a4 === "boolean" && isInteger(a5) && typeof a6 === "number") {
    return wrapAll(call(id($rnn_relu$data), h(a0), h(a1), h(a2), hs(a3), a4, a5, a6, a7, a8)) as [result0: Tensor, result1: Tensor];
  }
  if (isTensorList(a2) && typeof a3 === "boolean" && isInteger(a4) && typeof a5 === "number" && typeof a6 === "boolean") {
    return wrapAll(call(id($rnn_relu$input), h(a0), h(a1), hs(a2), a3, a4, a5, a6, a7, a8)) as [result0: Tensor, result1: Tensor];
  }
  throw noOverload("rnnRelu", [$rnn_relu$data, $rnn_relu$input], [a0, a1, a2, a3, a4, a5, a6, a7, a8]);
}

/** `aten::rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
export function rnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor; bHh?: Tensor }): Tensor;
export function rnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh?: Tensor, options?: { bHh?: Tensor }): Tensor;
export function rnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh?: Tensor, bHh?: Tensor): Tensor;
export function rnnReluCell(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a5 === undefined && isOptions(a4)) {
    return wrap(call(id($rnn_relu_cell), h(a0), h(a1), h(a2), h(a3), ho((a4 as Options)?.bIh), ho((a4 as Options)?.bHh)) as Handle);
  }
  if ((a4 === undefined || a4 instanceof Tensor) && isOptions(a5)) {
    return wrap(call(id($rnn_relu_cell), h(a0), h(a1), h(a2), h(a3), ho(a4), ho((a5 as Options)?.bHh)) as Handle);
  }
  return wrap(call(id($rnn_relu_cell), h(a0), h(a1), h(a2), h(a3), ho(a4), ho(a5)) as Handle);
}

/** `aten::rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`  
 * `aten::rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
export function rnnTanh(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number | bigint, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor];
export function rnnTanh(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number | bigint, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor];
export function rnnTanh(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown, a8?: unknown): [result0: Tensor, result1: Tensor] {
  if (a2 instanceof Tensor && isTensorList(a3) && typeof a4 === "boolean" && isInteger(a5) && typeof a6 === "number") {
    return wrapAll(call(id($rnn_tanh$data), h(a0), h(a1), h(a2), hs(a3), a4, a5, a6, a7, a8)) as [result0: Tensor, result1: Tensor];
  }
  if (isTensorList(a2) && typeof a3 === "boolean" && isInteger(a4) && typeof a5 === "number" && typeof a6 === "boolean") {
    return wrapAll(call(id($rnn_tanh$input), h(a0), h(a1), hs(a2), a3, a4, a5, a6, a7, a8)) as [result0: Tensor, result1: Tensor];
  }
  throw noOverload("rnnTanh", [$rnn_tanh$data, $rnn_tanh$input], [a0, a1, a2, a3, a4, a5, a6, a7, a8]);
}

/** `aten::rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
export function rnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor; bHh?: Tensor }): Tensor;
export function rnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh?: Tensor, options?: { bHh?: Tensor }): Tensor;
export function rnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh?: Tensor, bHh?: Tensor): Tensor;
export function rnnTanhCell(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a5 === undefined && isOptions(a4)) {
    return wrap(call(id($rnn_tanh_cell), h(a0), h(a1), h(a2), h(a3), ho((a4 as Options)?.bIh), ho((a4 as Options)?.bHh)) as Handle);
  }
  if ((a4 === undefined || a4 instanceof Tensor) && isOptions(a5)) {
    return wrap(call(id($rnn_tanh_cell), h(a0), h(a1), h(a2), h(a3), ho(a4), ho((a5 as Options)?.bHh)) as Handle);
  }
  return wrap(call(id($rnn_tanh_cell), h(a0), h(a1), h(a2), h(a3), ho(a4), ho(a5)) as Handle);
}

/** `aten::roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.roll.html) */
export function roll(self: Tensor, shifts: number | readonly number[], options?: { dims?: number | readonly number[] }): Tensor;
export function roll(self: Tensor, shifts: number | readonly number[], dims?: number | readonly number[]): Tensor;
export function roll(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($roll), h(a0), a1, (a2 as Options)?.dims) as Handle);
  }
  return wrap(call(id($roll), h(a0), a1, a2) as Handle);
}

/** `aten::rot90(Tensor self, int k=1, int[] dims=[0, 1]) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.rot90.html) */
export function rot90(self: Tensor, options?: { k?: number | bigint; dims?: readonly number[] }): Tensor;
export function rot90(self: Tensor, k?: number | bigint, options?: { dims?: readonly number[] }): Tensor;
export function rot90(self: Tensor, k?: number | bigint, dims?: readonly number[]): Tensor;
export function rot90(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($rot90), h(a0), (a1 as Options)?.k, (a1 as Options)?.dims) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && isOptions(a2)) {
    return wrap(call(id($rot90), h(a0), a1, (a2 as Options)?.dims) as Handle);
  }
  return wrap(call(id($rot90), h(a0), a1, a2) as Handle);
}

const $round$decimals$1 = new Set<string>(["decimals"]);
/** `aten::round(Tensor self) -> Tensor`  
 * `aten::round.decimals(Tensor self, *, int decimals) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.round.html) */
export function round(self: Tensor): Tensor;
export function round(self: Tensor, options: { decimals: number | bigint }): Tensor;
export function round(a0?: unknown, a1?: unknown): Tensor {
  if (a1 === undefined) {
    return wrap(call(id($round), h(a0)) as Handle);
  }
  if (isOptions(a1) && fits(a1, $round$decimals$1) && "decimals" in a1) {
    return wrap(call(id($round$decimals), h(a0), (a1 as Options)?.decimals) as Handle);
  }
  throw noOverload("round", [$round, $round$decimals], [a0, a1]);
}

const $round_$decimals$1 = new Set<string>(["decimals"]);
/** `aten::round_(Tensor(a!) self) -> Tensor(a!)`  
 * `aten::round_.decimals(Tensor(a!) self, *, int decimals) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.round_.html) */
export function round_(self: Tensor): Tensor;
export function round_(self: Tensor, options: { decimals: number | bigint }): Tensor;
export function round_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 === undefined) {
    call(id($round_), h(a0));
    return a0 as Tensor;
  }
  if (isOptions(a1) && fits(a1, $round_$decimals$1) && "decimals" in a1) {
    call(id($round_$decimals), h(a0), (a1 as Options)?.decimals);
    return a0 as Tensor;
  }
  throw noOverload("round_", [$round_, $round_$decimals], [a0, a1]);
}

/** `aten::row_indices(Tensor(a) self) -> Tensor(a)` */
export function rowIndices(self: Tensor): Tensor {
  return wrap(call(id($row_indices), h(self)) as Handle);
}

/** `aten::row_indices_copy(Tensor self) -> Tensor` */
export function rowIndicesCopy(self: Tensor): Tensor {
  return wrap(call(id($row_indices_copy), h(self)) as Handle);
}

/** `aten::row_stack(Tensor[] tensors) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.row_stack.html) */
export function rowStack(tensors: readonly Tensor[]): Tensor {
  return wrap(call(id($row_stack), hs(tensors)) as Handle);
}

/** `aten::rrelu(Tensor self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.rrelu.html) */
export function rrelu(self: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
export function rrelu(self: Tensor, lower?: Scalar, options?: { upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
export function rrelu(self: Tensor, lower?: Scalar, upper?: Scalar, options?: { training?: boolean; generator?: Generator }): Tensor;
export function rrelu(self: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, options?: { generator?: Generator }): Tensor;
export function rrelu(self: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator): Tensor;
export function rrelu(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && a4 === undefined && isOptions(a1)) {
    return wrap(call(id($rrelu), h(a0), (a1 as Options)?.lower, (a1 as Options)?.upper, (a1 as Options)?.training, generatorHandle((a1 as Options)?.generator)) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($rrelu), h(a0), a1, (a2 as Options)?.upper, (a2 as Options)?.training, generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || isScalar(a2)) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($rrelu), h(a0), a1, a2, (a3 as Options)?.training, generatorHandle((a3 as Options)?.generator)) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || isScalar(a2)) && (a3 === undefined || typeof a3 === "boolean") && isOptions(a4)) {
    return wrap(call(id($rrelu), h(a0), a1, a2, a3, generatorHandle((a4 as Options)?.generator)) as Handle);
  }
  return wrap(call(id($rrelu), h(a0), a1, a2, a3, generatorHandle(a4)) as Handle);
}

/** `aten::rrelu_with_noise(Tensor self, Tensor(b!) noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor` */
export function rreluWithNoise(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
export function rreluWithNoise(self: Tensor, noise: Tensor, lower?: Scalar, options?: { upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
export function rreluWithNoise(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, options?: { training?: boolean; generator?: Generator }): Tensor;
export function rreluWithNoise(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, options?: { generator?: Generator }): Tensor;
export function rreluWithNoise(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator): Tensor;
export function rreluWithNoise(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrap(call(id($rrelu_with_noise), h(a0), h(a1), (a2 as Options)?.lower, (a2 as Options)?.upper, (a2 as Options)?.training, generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  if ((a2 === undefined || isScalar(a2)) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($rrelu_with_noise), h(a0), h(a1), a2, (a3 as Options)?.upper, (a3 as Options)?.training, generatorHandle((a3 as Options)?.generator)) as Handle);
  }
  if ((a2 === undefined || isScalar(a2)) && (a3 === undefined || isScalar(a3)) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($rrelu_with_noise), h(a0), h(a1), a2, a3, (a4 as Options)?.training, generatorHandle((a4 as Options)?.generator)) as Handle);
  }
  if ((a2 === undefined || isScalar(a2)) && (a3 === undefined || isScalar(a3)) && (a4 === undefined || typeof a4 === "boolean") && isOptions(a5)) {
    return wrap(call(id($rrelu_with_noise), h(a0), h(a1), a2, a3, a4, generatorHandle((a5 as Options)?.generator)) as Handle);
  }
  return wrap(call(id($rrelu_with_noise), h(a0), h(a1), a2, a3, a4, generatorHandle(a5)) as Handle);
}

/** `aten::rrelu_with_noise_functional(Tensor self, Tensor noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> (Tensor, Tensor noise_out)` */
export function rreluWithNoiseFunctional(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator }): [result0: Tensor, noiseOut: Tensor];
export function rreluWithNoiseFunctional(self: Tensor, noise: Tensor, lower?: Scalar, options?: { upper?: Scalar; training?: boolean; generator?: Generator }): [result0: Tensor, noiseOut: Tensor];
export function rreluWithNoiseFunctional(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, options?: { training?: boolean; generator?: Generator }): [result0: Tensor, noiseOut: Tensor];
export function rreluWithNoiseFunctional(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, options?: { generator?: Generator }): [result0: Tensor, noiseOut: Tensor];
export function rreluWithNoiseFunctional(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator): [result0: Tensor, noiseOut: Tensor];
export function rreluWithNoiseFunctional(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): [result0: Tensor, noiseOut: Tensor] {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrapAll(call(id($rrelu_with_noise_functional), h(a0), h(a1), (a2 as Options)?.lower, (a2 as Options)?.upper, (a2 as Options)?.training, generatorHandle((a2 as Options)?.generator))) as [result0: Tensor, noiseOut: Tensor];
  }
  if ((a2 === undefined || isScalar(a2)) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrapAll(call(id($rrelu_with_noise_functional), h(a0), h(a1), a2, (a3 as Options)?.upper, (a3 as Options)?.training, generatorHandle((a3 as Options)?.generator))) as [result0: Tensor, noiseOut: Tensor];
  }
  if ((a2 === undefined || isScalar(a2)) && (a3 === undefined || isScalar(a3)) && a5 === undefined && isOptions(a4)) {
    return wrapAll(call(id($rrelu_with_noise_functional), h(a0), h(a1), a2, a3, (a4 as Options)?.training, generatorHandle((a4 as Options)?.generator))) as [result0: Tensor, noiseOut: Tensor];
  }
  if ((a2 === undefined || isScalar(a2)) && (a3 === undefined || isScalar(a3)) && (a4 === undefined || typeof a4 === "boolean") && isOptions(a5)) {
    return wrapAll(call(id($rrelu_with_noise_functional), h(a0), h(a1), a2, a3, a4, generatorHandle((a5 as Options)?.generator))) as [result0: Tensor, noiseOut: Tensor];
  }
  return wrapAll(call(id($rrelu_with_noise_functional), h(a0), h(a1), a2, a3, a4, generatorHandle(a5))) as [result0: Tensor, noiseOut: Tensor];
}

/** `aten::rrelu_with_noise_(Tensor(a!) self, Tensor(b!) noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)` */
export function rreluWithNoise_(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
export function rreluWithNoise_(self: Tensor, noise: Tensor, lower?: Scalar, options?: { upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
export function rreluWithNoise_(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, options?: { training?: boolean; generator?: Generator }): Tensor;
export function rreluWithNoise_(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, options?: { generator?: Generator }): Tensor;
export function rreluWithNoise_(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator): Tensor;
export function rreluWithNoise_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    call(id($rrelu_with_noise_), h(a0), h(a1), (a2 as Options)?.lower, (a2 as Options)?.upper, (a2 as Options)?.training, generatorHandle((a2 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a2 === undefined || isScalar(a2)) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    call(id($rrelu_with_noise_), h(a0), h(a1), a2, (a3 as Options)?.upper, (a3 as Options)?.training, generatorHandle((a3 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a2 === undefined || isScalar(a2)) && (a3 === undefined || isScalar(a3)) && a5 === undefined && isOptions(a4)) {
    call(id($rrelu_with_noise_), h(a0), h(a1), a2, a3, (a4 as Options)?.training, generatorHandle((a4 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a2 === undefined || isScalar(a2)) && (a3 === undefined || isScalar(a3)) && (a4 === undefined || typeof a4 === "boolean") && isOptions(a5)) {
    call(id($rrelu_with_noise_), h(a0), h(a1), a2, a3, a4, generatorHandle((a5 as Options)?.generator));
    return a0 as Tensor;
  }
  call(id($rrelu_with_noise_), h(a0), h(a1), a2, a3, a4, generatorHandle(a5));
  return a0 as Tensor;
}

/** `aten::rrelu_(Tensor(a!) self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.rrelu_.html) */
export function rrelu_(self: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
export function rrelu_(self: Tensor, lower?: Scalar, options?: { upper?: Scalar; training?: boolean; generator?: Generator }): Tensor;
export function rrelu_(self: Tensor, lower?: Scalar, upper?: Scalar, options?: { training?: boolean; generator?: Generator }): Tensor;
export function rrelu_(self: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, options?: { generator?: Generator }): Tensor;
export function rrelu_(self: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator): Tensor;
export function rrelu_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && a4 === undefined && isOptions(a1)) {
    call(id($rrelu_), h(a0), (a1 as Options)?.lower, (a1 as Options)?.upper, (a1 as Options)?.training, generatorHandle((a1 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a1 === undefined || isScalar(a1)) && a3 === undefined && a4 === undefined && isOptions(a2)) {
    call(id($rrelu_), h(a0), a1, (a2 as Options)?.upper, (a2 as Options)?.training, generatorHandle((a2 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || isScalar(a2)) && a4 === undefined && isOptions(a3)) {
    call(id($rrelu_), h(a0), a1, a2, (a3 as Options)?.training, generatorHandle((a3 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a1 === undefined || isScalar(a1)) && (a2 === undefined || isScalar(a2)) && (a3 === undefined || typeof a3 === "boolean") && isOptions(a4)) {
    call(id($rrelu_), h(a0), a1, a2, a3, generatorHandle((a4 as Options)?.generator));
    return a0 as Tensor;
  }
  call(id($rrelu_), h(a0), a1, a2, a3, generatorHandle(a4));
  return a0 as Tensor;
}

/** `aten::rsqrt(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.rsqrt.html) */
export function rsqrt(self: Tensor): Tensor {
  return wrap(call(id($rsqrt), h(self)) as Handle);
}

/** `aten::rsqrt_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.rsqrt_.html) */
export function rsqrt_(self: Tensor): Tensor {
  call(id($rsqrt_), h(self));
  return self;
}

const $rsub$Tensor$2 = new Set<string>(["alpha"]);
const $rsub$Scalar$2 = new Set<string>(["alpha"]);
/** `aten::rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`  
 * `aten::rsub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
export function rsub(self: Tensor, other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
export function rsub(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
export function rsub(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && fits(a2, $rsub$Tensor$2)) {
    return wrap(call(id($rsub$Tensor), h(a0), h(a1), (a2 as Options)?.alpha) as Handle);
  }
  if (isScalar(a1) && (a2 === undefined || isScalar(a2))) {
    return wrap(call(id($rsub$Scalar), h(a0), a1, a2) as Handle);
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $rsub$Scalar$2)) {
    return wrap(call(id($rsub$Scalar), h(a0), a1, (a2 as Options)?.alpha) as Handle);
  }
  throw noOverload("rsub", [$rsub$Tensor, $rsub$Scalar], [a0, a1, a2]);
}

/** `aten::scalar_tensor(Scalar s, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
export function scalarTensor(s: Scalar, options: { dtype: DType | undefined; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($scalar_tensor), s, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0., bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html) */
export function scaledDotProductAttention(query: Tensor, key: Tensor, value: Tensor, options?: { attnMask?: Tensor; dropoutP?: number; isCausal?: boolean; scale?: number; enableGqa?: boolean }): Tensor;
export function scaledDotProductAttention(query: Tensor, key: Tensor, value: Tensor, attnMask?: Tensor, options?: { dropoutP?: number; isCausal?: boolean; scale?: number; enableGqa?: boolean }): Tensor;
export function scaledDotProductAttention(query: Tensor, key: Tensor, value: Tensor, attnMask?: Tensor, dropoutP?: number, options?: { isCausal?: boolean; scale?: number; enableGqa?: boolean }): Tensor;
export function scaledDotProductAttention(query: Tensor, key: Tensor, value: Tensor, attnMask?: Tensor, dropoutP?: number, isCausal?: boolean, options?: { scale?: number; enableGqa?: boolean }): Tensor;
export function scaledDotProductAttention(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown): Tensor {
  if (a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3)) {
    return wrap(call(id($scaled_dot_product_attention), h(a0), h(a1), h(a2), ho((a3 as Options)?.attnMask), (a3 as Options)?.dropoutP, (a3 as Options)?.isCausal, (a3 as Options)?.scale, (a3 as Options)?.enableGqa) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && a5 === undefined && a6 === undefined && isOptions(a4)) {
    return wrap(call(id($scaled_dot_product_attention), h(a0), h(a1), h(a2), ho(a3), (a4 as Options)?.dropoutP, (a4 as Options)?.isCausal, (a4 as Options)?.scale, (a4 as Options)?.enableGqa) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || typeof a4 === "number") && a6 === undefined && isOptions(a5)) {
    return wrap(call(id($scaled_dot_product_attention), h(a0), h(a1), h(a2), ho(a3), a4, (a5 as Options)?.isCausal, (a5 as Options)?.scale, (a5 as Options)?.enableGqa) as Handle);
  }
  return wrap(call(id($scaled_dot_product_attention), h(a0), h(a1), h(a2), ho(a3), a4, a5, (a6 as Options)?.scale, (a6 as Options)?.enableGqa) as Handle);
}

const $scatter$reduce$4 = new Set<string>(["reduce"]);
const $scatter$value_reduce$4 = new Set<string>(["reduce"]);
/** `aten::scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor`  
 * `aten::scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor`  
 * `aten::scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor`  
 * `aten::scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.scatter.html) */
export function scatter(self: Tensor, dim: number | bigint, index: Tensor, src: Tensor | Scalar, options: { reduce: string }): Tensor;
export function scatter(self: Tensor, dim: number | bigint, index: Tensor, src: Tensor | Scalar): Tensor;
export function scatter(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a3 instanceof Tensor && isOptions(a4) && fits(a4, $scatter$reduce$4) && "reduce" in a4) {
    return wrap(call(id($scatter$reduce), h(a0), a1, h(a2), h(a3), (a4 as Options)?.reduce) as Handle);
  }
  if (a3 instanceof Tensor && a4 === undefined) {
    return wrap(call(id($scatter$src), h(a0), a1, h(a2), h(a3)) as Handle);
  }
  if (isScalar(a3) && a4 === undefined) {
    return wrap(call(id($scatter$value), h(a0), a1, h(a2), a3) as Handle);
  }
  if (isScalar(a3) && isOptions(a4) && fits(a4, $scatter$value_reduce$4) && "reduce" in a4) {
    return wrap(call(id($scatter$value_reduce), h(a0), a1, h(a2), a3, (a4 as Options)?.reduce) as Handle);
  }
  throw noOverload("scatter", [$scatter$reduce, $scatter$src, $scatter$value, $scatter$value_reduce], [a0, a1, a2, a3, a4]);
}

/** `aten::scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.scatter_add.html) */
export function scatterAdd(self: Tensor, dim: number | bigint, index: Tensor, src: Tensor): Tensor {
  return wrap(call(id($scatter_add), h(self), dim, h(index), h(src)) as Handle);
}

/** `aten::scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_add_.html) */
export function scatterAdd_(self: Tensor, dim: number | bigint, index: Tensor, src: Tensor): Tensor {
  call(id($scatter_add_), h(self), dim, h(index), h(src));
  return self;
}

/** `aten::scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.scatter_reduce.html) */
export function scatterReduce(self: Tensor, dim: number | bigint, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor {
  return wrap(call(id($scatter_reduce$two), h(self), dim, h(index), h(src), reduce, options?.includeSelf) as Handle);
}

/** `aten::scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_reduce_.html) */
export function scatterReduce_(self: Tensor, dim: number | bigint, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor {
  call(id($scatter_reduce_$two), h(self), dim, h(index), h(src), reduce, options?.includeSelf);
  return self;
}

const $scatter_$reduce$4 = new Set<string>(["reduce"]);
const $scatter_$value_reduce$4 = new Set<string>(["reduce"]);
/** `aten::scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)`  
 * `aten::scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)`  
 * `aten::scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)`  
 * `aten::scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html) */
export function scatter_(self: Tensor, dim: number | bigint, index: Tensor, src: Tensor | Scalar, options: { reduce: string }): Tensor;
export function scatter_(self: Tensor, dim: number | bigint, index: Tensor, src: Tensor | Scalar): Tensor;
export function scatter_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a3 instanceof Tensor && isOptions(a4) && fits(a4, $scatter_$reduce$4) && "reduce" in a4) {
    call(id($scatter_$reduce), h(a0), a1, h(a2), h(a3), (a4 as Options)?.reduce);
    return a0 as Tensor;
  }
  if (a3 instanceof Tensor && a4 === undefined) {
    call(id($scatter_$src), h(a0), a1, h(a2), h(a3));
    return a0 as Tensor;
  }
  if (isScalar(a3) && a4 === undefined) {
    call(id($scatter_$value), h(a0), a1, h(a2), a3);
    return a0 as Tensor;
  }
  if (isScalar(a3) && isOptions(a4) && fits(a4, $scatter_$value_reduce$4) && "reduce" in a4) {
    call(id($scatter_$value_reduce), h(a0), a1, h(a2), a3, (a4 as Options)?.reduce);
    return a0 as Tensor;
  }
  throw noOverload("scatter_", [$scatter_$reduce, $scatter_$src, $scatter_$value, $scatter_$value_reduce], [a0, a1, a2, a3, a4]);
}

const $searchsorted$Tensor$2 = new Set<string>(["outInt32","right","side","sorter"]);
const $searchsorted$Scalar$2 = new Set<string>(["outInt32","right","side","sorter"]);
/** `aten::searchsorted.Tensor(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor`  
 * `aten::searchsorted.Scalar(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.searchsorted.html) */
export function searchsorted(sortedSequence: Tensor, self: Tensor | Scalar, options?: { outInt32?: boolean; right?: boolean; side?: string; sorter?: Tensor }): Tensor;
export function searchsorted(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && fits(a2, $searchsorted$Tensor$2)) {
    return wrap(call(id($searchsorted$Tensor), h(a0), h(a1), (a2 as Options)?.outInt32, (a2 as Options)?.right, (a2 as Options)?.side, ho((a2 as Options)?.sorter)) as Handle);
  }
  if (isScalar(a1) && fits(a2, $searchsorted$Scalar$2)) {
    return wrap(call(id($searchsorted$Scalar), h(a0), a1, (a2 as Options)?.outInt32, (a2 as Options)?.right, (a2 as Options)?.side, ho((a2 as Options)?.sorter)) as Handle);
  }
  throw noOverload("searchsorted", [$searchsorted$Tensor, $searchsorted$Scalar], [a0, a1, a2]);
}

/** `aten::segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor` */
export function segmentReduce(data: Tensor, reduce: string, options?: { lengths?: Tensor; indices?: Tensor; offsets?: Tensor; axis?: number | bigint; unsafe?: boolean; initial?: Scalar }): Tensor {
  return wrap(call(id($segment_reduce), h(data), reduce, ho(options?.lengths), ho(options?.indices), ho(options?.offsets), options?.axis, options?.unsafe, options?.initial) as Handle);
}

/** `aten::select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.select.html) */
export function select(self: Tensor, dim: number | bigint, index: number | bigint): Tensor {
  return wrap(call(id($select$int), h(self), dim, index) as Handle);
}

/** `aten::select_copy.int(Tensor self, int dim, SymInt index) -> Tensor` */
export function selectCopy(self: Tensor, dim: number | bigint, index: number | bigint): Tensor {
  return wrap(call(id($select_copy$int), h(self), dim, index) as Handle);
}

/** `aten::select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.select_scatter.html) */
export function selectScatter(self: Tensor, src: Tensor, dim: number | bigint, index: number | bigint): Tensor {
  return wrap(call(id($select_scatter), h(self), h(src), dim, index) as Handle);
}

/** `aten::selu(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.selu.html) */
export function selu(self: Tensor): Tensor {
  return wrap(call(id($selu), h(self)) as Handle);
}

/** `aten::selu_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.selu_.html) */
export function selu_(self: Tensor): Tensor {
  call(id($selu_), h(self));
  return self;
}

/** `aten::sgn(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sgn.html) */
export function sgn(self: Tensor): Tensor {
  return wrap(call(id($sgn), h(self)) as Handle);
}

/** `aten::sgn_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sgn_.html) */
export function sgn_(self: Tensor): Tensor {
  call(id($sgn_), h(self));
  return self;
}

/** `aten::sigmoid(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sigmoid.html) */
export function sigmoid(self: Tensor): Tensor {
  return wrap(call(id($sigmoid), h(self)) as Handle);
}

/** `aten::sigmoid_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sigmoid_.html) */
export function sigmoid_(self: Tensor): Tensor {
  call(id($sigmoid_), h(self));
  return self;
}

/** `aten::sign(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sign.html) */
export function sign(self: Tensor): Tensor {
  return wrap(call(id($sign), h(self)) as Handle);
}

/** `aten::sign_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sign_.html) */
export function sign_(self: Tensor): Tensor {
  call(id($sign_), h(self));
  return self;
}

/** `aten::signbit(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.signbit.html) */
export function signbit(self: Tensor): Tensor {
  return wrap(call(id($signbit), h(self)) as Handle);
}

/** `aten::silu(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.silu.html) */
export function silu(self: Tensor): Tensor {
  return wrap(call(id($silu), h(self)) as Handle);
}

/** `aten::silu_(Tensor(a!) self) -> Tensor(a!)` */
export function silu_(self: Tensor): Tensor {
  call(id($silu_), h(self));
  return self;
}

/** `aten::sin(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sin.html) */
export function sin(self: Tensor): Tensor {
  return wrap(call(id($sin), h(self)) as Handle);
}

/** `aten::sin_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sin_.html) */
export function sin_(self: Tensor): Tensor {
  call(id($sin_), h(self));
  return self;
}

/** `aten::sinc(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sinc.html) */
export function sinc(self: Tensor): Tensor {
  return wrap(call(id($sinc), h(self)) as Handle);
}

/** `aten::sinc_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sinc_.html) */
export function sinc_(self: Tensor): Tensor {
  call(id($sinc_), h(self));
  return self;
}

/** `aten::sinh(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sinh.html) */
export function sinh(self: Tensor): Tensor {
  return wrap(call(id($sinh), h(self)) as Handle);
}

/** `aten::sinh_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sinh_.html) */
export function sinh_(self: Tensor): Tensor {
  call(id($sinh_), h(self));
  return self;
}

/** `aten::slice.Tensor(Tensor(a) self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
export function slice(self: Tensor, options?: { dim?: number | bigint; start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
export function slice(self: Tensor, dim?: number | bigint, options?: { start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
export function slice(self: Tensor, dim?: number | bigint, start?: number | bigint, options?: { end?: number | bigint; step?: number | bigint }): Tensor;
export function slice(self: Tensor, dim?: number | bigint, start?: number | bigint, end?: number | bigint, options?: { step?: number | bigint }): Tensor;
export function slice(self: Tensor, dim?: number | bigint, start?: number | bigint, end?: number | bigint, step?: number | bigint): Tensor;
export function slice(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && a4 === undefined && isOptions(a1)) {
    return wrap(call(id($slice$Tensor), h(a0), (a1 as Options)?.dim, (a1 as Options)?.start, (a1 as Options)?.end, (a1 as Options)?.step) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($slice$Tensor), h(a0), a1, (a2 as Options)?.start, (a2 as Options)?.end, (a2 as Options)?.step) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($slice$Tensor), h(a0), a1, a2, (a3 as Options)?.end, (a3 as Options)?.step) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && isOptions(a4)) {
    return wrap(call(id($slice$Tensor), h(a0), a1, a2, a3, (a4 as Options)?.step) as Handle);
  }
  return wrap(call(id($slice$Tensor), h(a0), a1, a2, a3, a4) as Handle);
}

/** `aten::slice_copy.Tensor(Tensor self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` */
export function sliceCopy(self: Tensor, options?: { dim?: number | bigint; start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
export function sliceCopy(self: Tensor, dim?: number | bigint, options?: { start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
export function sliceCopy(self: Tensor, dim?: number | bigint, start?: number | bigint, options?: { end?: number | bigint; step?: number | bigint }): Tensor;
export function sliceCopy(self: Tensor, dim?: number | bigint, start?: number | bigint, end?: number | bigint, options?: { step?: number | bigint }): Tensor;
export function sliceCopy(self: Tensor, dim?: number | bigint, start?: number | bigint, end?: number | bigint, step?: number | bigint): Tensor;
export function sliceCopy(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && a4 === undefined && isOptions(a1)) {
    return wrap(call(id($slice_copy$Tensor), h(a0), (a1 as Options)?.dim, (a1 as Options)?.start, (a1 as Options)?.end, (a1 as Options)?.step) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrap(call(id($slice_copy$Tensor), h(a0), a1, (a2 as Options)?.start, (a2 as Options)?.end, (a2 as Options)?.step) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && a4 === undefined && isOptions(a3)) {
    return wrap(call(id($slice_copy$Tensor), h(a0), a1, a2, (a3 as Options)?.end, (a3 as Options)?.step) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && isOptions(a4)) {
    return wrap(call(id($slice_copy$Tensor), h(a0), a1, a2, a3, (a4 as Options)?.step) as Handle);
  }
  return wrap(call(id($slice_copy$Tensor), h(a0), a1, a2, a3, a4) as Handle);
}

/** `aten::slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.slice_scatter.html) */
export function sliceScatter(self: Tensor, src: Tensor, options?: { dim?: number | bigint; start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
export function sliceScatter(self: Tensor, src: Tensor, dim?: number | bigint, options?: { start?: number | bigint; end?: number | bigint; step?: number | bigint }): Tensor;
export function sliceScatter(self: Tensor, src: Tensor, dim?: number | bigint, start?: number | bigint, options?: { end?: number | bigint; step?: number | bigint }): Tensor;
export function sliceScatter(self: Tensor, src: Tensor, dim?: number | bigint, start?: number | bigint, end?: number | bigint, options?: { step?: number | bigint }): Tensor;
export function sliceScatter(self: Tensor, src: Tensor, dim?: number | bigint, start?: number | bigint, end?: number | bigint, step?: number | bigint): Tensor;
export function sliceScatter(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2)) {
    return wrap(call(id($slice_scatter), h(a0), h(a1), (a2 as Options)?.dim, (a2 as Options)?.start, (a2 as Options)?.end, (a2 as Options)?.step) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($slice_scatter), h(a0), h(a1), a2, (a3 as Options)?.start, (a3 as Options)?.end, (a3 as Options)?.step) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($slice_scatter), h(a0), h(a1), a2, a3, (a4 as Options)?.end, (a4 as Options)?.step) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || isInteger(a4)) && isOptions(a5)) {
    return wrap(call(id($slice_scatter), h(a0), h(a1), a2, a3, a4, (a5 as Options)?.step) as Handle);
  }
  return wrap(call(id($slice_scatter), h(a0), h(a1), a2, a3, a4, a5) as Handle);
}

/** `aten::slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.slogdet.html) */
export function slogdet(self: Tensor): [sign: Tensor, logabsdet: Tensor] {
  return wrapAll(call(id($slogdet), h(self))) as [sign: Tensor, logabsdet: Tensor];
}

/** `aten::slow_conv3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0]) -> Tensor` */
export function slowConv3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
export function slowConv3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
export function slowConv3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[] }): Tensor;
export function slowConv3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[]): Tensor;
export function slowConv3d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($slow_conv3d), h(a0), h(a1), a2, ho((a3 as Options)?.bias), (a3 as Options)?.stride, (a3 as Options)?.padding) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($slow_conv3d), h(a0), h(a1), a2, ho(a3), (a4 as Options)?.stride, (a4 as Options)?.padding) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && isOptions(a5)) {
    return wrap(call(id($slow_conv3d), h(a0), h(a1), a2, ho(a3), a4, (a5 as Options)?.padding) as Handle);
  }
  return wrap(call(id($slow_conv3d), h(a0), h(a1), a2, ho(a3), a4, a5) as Handle);
}

/** `aten::slow_conv3d_forward(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding) -> Tensor` */
export function slowConv3dForward(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias: Tensor | undefined, stride: number | readonly number[], padding: number | readonly number[]): Tensor {
  return wrap(call(id($slow_conv3d_forward), h(self), h(weight), kernelSize, ho(bias), stride, padding) as Handle);
}

/** `aten::slow_conv_dilated2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] dilation=[1, 1]) -> Tensor` */
export function slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[] }): Tensor;
export function slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
export function slowConvDilated2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown): Tensor {
  if (a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3)) {
    return wrap(call(id($slow_conv_dilated2d), h(a0), h(a1), a2, ho((a3 as Options)?.bias), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && a5 === undefined && a6 === undefined && isOptions(a4)) {
    return wrap(call(id($slow_conv_dilated2d), h(a0), h(a1), a2, ho(a3), (a4 as Options)?.stride, (a4 as Options)?.padding, (a4 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && a6 === undefined && isOptions(a5)) {
    return wrap(call(id($slow_conv_dilated2d), h(a0), h(a1), a2, ho(a3), a4, (a5 as Options)?.padding, (a5 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && isOptions(a6)) {
    return wrap(call(id($slow_conv_dilated2d), h(a0), h(a1), a2, ho(a3), a4, a5, (a6 as Options)?.dilation) as Handle);
  }
  return wrap(call(id($slow_conv_dilated2d), h(a0), h(a1), a2, ho(a3), a4, a5, a6) as Handle);
}

/** `aten::slow_conv_dilated3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1]) -> Tensor` */
export function slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { dilation?: number | readonly number[] }): Tensor;
export function slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
export function slowConvDilated3d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown): Tensor {
  if (a4 === undefined && a5 === undefined && a6 === undefined && isOptions(a3)) {
    return wrap(call(id($slow_conv_dilated3d), h(a0), h(a1), a2, ho((a3 as Options)?.bias), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && a5 === undefined && a6 === undefined && isOptions(a4)) {
    return wrap(call(id($slow_conv_dilated3d), h(a0), h(a1), a2, ho(a3), (a4 as Options)?.stride, (a4 as Options)?.padding, (a4 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && a6 === undefined && isOptions(a5)) {
    return wrap(call(id($slow_conv_dilated3d), h(a0), h(a1), a2, ho(a3), a4, (a5 as Options)?.padding, (a5 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && isOptions(a6)) {
    return wrap(call(id($slow_conv_dilated3d), h(a0), h(a1), a2, ho(a3), a4, a5, (a6 as Options)?.dilation) as Handle);
  }
  return wrap(call(id($slow_conv_dilated3d), h(a0), h(a1), a2, ho(a3), a4, a5, a6) as Handle);
}

/** `aten::slow_conv_transpose2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] output_padding=[0, 0], SymInt[2] dilation=[1, 1]) -> Tensor` */
export function slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], options?: { dilation?: number | readonly number[] }): Tensor;
export function slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
export function slowConvTranspose2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown): Tensor {
  if (a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a3)) {
    return wrap(call(id($slow_conv_transpose2d), h(a0), h(a1), a2, ho((a3 as Options)?.bias), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.outputPadding, (a3 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a4)) {
    return wrap(call(id($slow_conv_transpose2d), h(a0), h(a1), a2, ho(a3), (a4 as Options)?.stride, (a4 as Options)?.padding, (a4 as Options)?.outputPadding, (a4 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && a6 === undefined && a7 === undefined && isOptions(a5)) {
    return wrap(call(id($slow_conv_transpose2d), h(a0), h(a1), a2, ho(a3), a4, (a5 as Options)?.padding, (a5 as Options)?.outputPadding, (a5 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && a7 === undefined && isOptions(a6)) {
    return wrap(call(id($slow_conv_transpose2d), h(a0), h(a1), a2, ho(a3), a4, a5, (a6 as Options)?.outputPadding, (a6 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || (isInteger(a6) || isNumberList(a6))) && isOptions(a7)) {
    return wrap(call(id($slow_conv_transpose2d), h(a0), h(a1), a2, ho(a3), a4, a5, a6, (a7 as Options)?.dilation) as Handle);
  }
  return wrap(call(id($slow_conv_transpose2d), h(a0), h(a1), a2, ho(a3), a4, a5, a6, a7) as Handle);
}

/** `aten::slow_conv_transpose3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] output_padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1]) -> Tensor` */
export function slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], options?: { outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
export function slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], options?: { dilation?: number | readonly number[] }): Tensor;
export function slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
export function slowConvTranspose3d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown): Tensor {
  if (a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a3)) {
    return wrap(call(id($slow_conv_transpose3d), h(a0), h(a1), a2, ho((a3 as Options)?.bias), (a3 as Options)?.stride, (a3 as Options)?.padding, (a3 as Options)?.outputPadding, (a3 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a4)) {
    return wrap(call(id($slow_conv_transpose3d), h(a0), h(a1), a2, ho(a3), (a4 as Options)?.stride, (a4 as Options)?.padding, (a4 as Options)?.outputPadding, (a4 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && a6 === undefined && a7 === undefined && isOptions(a5)) {
    return wrap(call(id($slow_conv_transpose3d), h(a0), h(a1), a2, ho(a3), a4, (a5 as Options)?.padding, (a5 as Options)?.outputPadding, (a5 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && a7 === undefined && isOptions(a6)) {
    return wrap(call(id($slow_conv_transpose3d), h(a0), h(a1), a2, ho(a3), a4, a5, (a6 as Options)?.outputPadding, (a6 as Options)?.dilation) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && (a5 === undefined || (isInteger(a5) || isNumberList(a5))) && (a6 === undefined || (isInteger(a6) || isNumberList(a6))) && isOptions(a7)) {
    return wrap(call(id($slow_conv_transpose3d), h(a0), h(a1), a2, ho(a3), a4, a5, a6, (a7 as Options)?.dilation) as Handle);
  }
  return wrap(call(id($slow_conv_transpose3d), h(a0), h(a1), a2, ho(a3), a4, a5, a6, a7) as Handle);
}

/** `aten::smm(Tensor self, Tensor mat2) -> Tensor` */
export function smm(self: Tensor, mat2: Tensor): Tensor {
  return wrap(call(id($smm), h(self), h(mat2)) as Handle);
}

/** `aten::smooth_l1_loss(Tensor self, Tensor target, int reduction=1, float beta=1.) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.smooth_l1_loss.html) */
export function smoothL1Loss(self: Tensor, target: Tensor, options?: { reduction?: number | bigint; beta?: number }): Tensor;
export function smoothL1Loss(self: Tensor, target: Tensor, reduction?: number | bigint, options?: { beta?: number }): Tensor;
export function smoothL1Loss(self: Tensor, target: Tensor, reduction?: number | bigint, beta?: number): Tensor;
export function smoothL1Loss(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($smooth_l1_loss), h(a0), h(a1), (a2 as Options)?.reduction, (a2 as Options)?.beta) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && isOptions(a3)) {
    return wrap(call(id($smooth_l1_loss), h(a0), h(a1), a2, (a3 as Options)?.beta) as Handle);
  }
  return wrap(call(id($smooth_l1_loss), h(a0), h(a1), a2, a3) as Handle);
}

/** `aten::soft_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.soft_margin_loss.html) */
export function softMarginLoss(self: Tensor, target: Tensor, options?: { reduction?: number | bigint }): Tensor;
export function softMarginLoss(self: Tensor, target: Tensor, reduction?: number | bigint): Tensor;
export function softMarginLoss(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($soft_margin_loss), h(a0), h(a1), (a2 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($soft_margin_loss), h(a0), h(a1), a2) as Handle);
}

/** `aten::softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.softmax.html) */
export function softmax(self: Tensor, dim: number | bigint, options?: { dtype?: DType }): Tensor;
export function softmax(self: Tensor, dim: number | bigint, dtype?: DType): Tensor;
export function softmax(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($softmax$int), h(a0), a1, (a2 as Options)?.dtype) as Handle);
  }
  return wrap(call(id($softmax$int), h(a0), a1, a2) as Handle);
}

/** `aten::softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softplus.html) */
export function softplus(self: Tensor, options?: { beta?: Scalar; threshold?: Scalar }): Tensor;
export function softplus(self: Tensor, beta?: Scalar, options?: { threshold?: Scalar }): Tensor;
export function softplus(self: Tensor, beta?: Scalar, threshold?: Scalar): Tensor;
export function softplus(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($softplus), h(a0), (a1 as Options)?.beta, (a1 as Options)?.threshold) as Handle);
  }
  if ((a1 === undefined || isScalar(a1)) && isOptions(a2)) {
    return wrap(call(id($softplus), h(a0), a1, (a2 as Options)?.threshold) as Handle);
  }
  return wrap(call(id($softplus), h(a0), a1, a2) as Handle);
}

/** `aten::softshrink(Tensor self, Scalar lambd=0.5) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softshrink.html) */
export function softshrink(self: Tensor, options?: { lambd?: Scalar }): Tensor;
export function softshrink(self: Tensor, lambd?: Scalar): Tensor;
export function softshrink(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($softshrink), h(a0), (a1 as Options)?.lambd) as Handle);
  }
  return wrap(call(id($softshrink), h(a0), a1) as Handle);
}

const $sort$stable$1 = new Set<string>(["stable","dim","descending"]);
const $sort$2 = new Set<string>(["descending"]);
const $sort$1 = new Set<string>(["dim","descending"]);
/** `aten::sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)`  
 * `aten::sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sort.html) */
export function sort(self: Tensor, options: { stable: boolean | undefined; dim?: number | bigint; descending?: boolean }): [values: Tensor, indices: Tensor];
export function sort(self: Tensor, options?: { dim?: number | bigint; descending?: boolean }): [values: Tensor, indices: Tensor];
export function sort(self: Tensor, dim?: number | bigint, options?: { descending?: boolean }): [values: Tensor, indices: Tensor];
export function sort(self: Tensor, dim?: number | bigint, descending?: boolean): [values: Tensor, indices: Tensor];
export function sort(a0?: unknown, a1?: unknown, a2?: unknown): [values: Tensor, indices: Tensor] {
  if (a2 === undefined && isOptions(a1) && fits(a1, $sort$stable$1) && "stable" in a1) {
    return wrapAll(call(id($sort$stable), h(a0), (a1 as Options)?.stable, (a1 as Options)?.dim, (a1 as Options)?.descending)) as [values: Tensor, indices: Tensor];
  }
  if ((a1 === undefined || isInteger(a1)) && (a2 === undefined || typeof a2 === "boolean")) {
    return wrapAll(call(id($sort), h(a0), a1, a2)) as [values: Tensor, indices: Tensor];
  }
  if ((a1 === undefined || isInteger(a1)) && isOptions(a2) && fits(a2, $sort$2)) {
    return wrapAll(call(id($sort), h(a0), a1, (a2 as Options)?.descending)) as [values: Tensor, indices: Tensor];
  }
  if (a2 === undefined && isOptions(a1) && fits(a1, $sort$1)) {
    return wrapAll(call(id($sort), h(a0), (a1 as Options)?.dim, (a1 as Options)?.descending)) as [values: Tensor, indices: Tensor];
  }
  throw noOverload("sort", [$sort$stable, $sort], [a0, a1, a2]);
}

const $sparse_bsc_tensor$ccol_row_value$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $sparse_bsc_tensor$ccol_row_value_size$4 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::sparse_bsc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`  
 * `aten::sparse_bsc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
export function sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseBscTensor(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a4 === undefined && fits(a3, $sparse_bsc_tensor$ccol_row_value$3)) {
    return wrap(call(id($sparse_bsc_tensor$ccol_row_value), h(a0), h(a1), h(a2), (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (isNumberList(a3) && fits(a4, $sparse_bsc_tensor$ccol_row_value_size$4)) {
    return wrap(call(id($sparse_bsc_tensor$ccol_row_value_size), h(a0), h(a1), h(a2), a3, (a4 as Options)?.dtype, (a4 as Options)?.layout, (a4 as Options)?.device, (a4 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("sparseBscTensor", [$sparse_bsc_tensor$ccol_row_value, $sparse_bsc_tensor$ccol_row_value_size], [a0, a1, a2, a3, a4]);
}

const $sparse_bsr_tensor$crow_col_value$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $sparse_bsr_tensor$crow_col_value_size$4 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::sparse_bsr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`  
 * `aten::sparse_bsr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
export function sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseBsrTensor(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a4 === undefined && fits(a3, $sparse_bsr_tensor$crow_col_value$3)) {
    return wrap(call(id($sparse_bsr_tensor$crow_col_value), h(a0), h(a1), h(a2), (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (isNumberList(a3) && fits(a4, $sparse_bsr_tensor$crow_col_value_size$4)) {
    return wrap(call(id($sparse_bsr_tensor$crow_col_value_size), h(a0), h(a1), h(a2), a3, (a4 as Options)?.dtype, (a4 as Options)?.layout, (a4 as Options)?.device, (a4 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("sparseBsrTensor", [$sparse_bsr_tensor$crow_col_value, $sparse_bsr_tensor$crow_col_value_size], [a0, a1, a2, a3, a4]);
}

const $sparse_compressed_tensor$comp_plain_value$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $sparse_compressed_tensor$comp_plain_value_size$4 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::sparse_compressed_tensor.comp_plain_value(Tensor compressed_indices, Tensor plain_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`  
 * `aten::sparse_compressed_tensor.comp_plain_value_size(Tensor compressed_indices, Tensor plain_indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
export function sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseCompressedTensor(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a4 === undefined && fits(a3, $sparse_compressed_tensor$comp_plain_value$3)) {
    return wrap(call(id($sparse_compressed_tensor$comp_plain_value), h(a0), h(a1), h(a2), (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (isNumberList(a3) && fits(a4, $sparse_compressed_tensor$comp_plain_value_size$4)) {
    return wrap(call(id($sparse_compressed_tensor$comp_plain_value_size), h(a0), h(a1), h(a2), a3, (a4 as Options)?.dtype, (a4 as Options)?.layout, (a4 as Options)?.device, (a4 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("sparseCompressedTensor", [$sparse_compressed_tensor$comp_plain_value, $sparse_compressed_tensor$comp_plain_value_size], [a0, a1, a2, a3, a4]);
}

const $sparse_coo_tensor$indices$2 = new Set<string>(["dtype","layout","device","pinMemory","isCoalesced"]);
const $sparse_coo_tensor$indices_size$3 = new Set<string>(["dtype","layout","device","pinMemory","isCoalesced"]);
const $sparse_coo_tensor$size$1 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::sparse_coo_tensor.indices(Tensor indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor`  
 * `aten::sparse_coo_tensor.indices_size(Tensor indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor`  
 * `aten::sparse_coo_tensor.size(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
export function sparseCooTensor(indices: Tensor, values: Tensor, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; isCoalesced?: boolean }): Tensor;
export function sparseCooTensor(indices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; isCoalesced?: boolean }): Tensor;
export function sparseCooTensor(size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseCooTensor(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor && a3 === undefined && fits(a2, $sparse_coo_tensor$indices$2)) {
    return wrap(call(id($sparse_coo_tensor$indices), h(a0), h(a1), (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory, (a2 as Options)?.isCoalesced) as Handle);
  }
  if (a0 instanceof Tensor && a1 instanceof Tensor && isNumberList(a2) && fits(a3, $sparse_coo_tensor$indices_size$3)) {
    return wrap(call(id($sparse_coo_tensor$indices_size), h(a0), h(a1), a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory, (a3 as Options)?.isCoalesced) as Handle);
  }
  if (isNumberList(a0) && a2 === undefined && a3 === undefined && fits(a1, $sparse_coo_tensor$size$1)) {
    return wrap(call(id($sparse_coo_tensor$size), a0, (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("sparseCooTensor", [$sparse_coo_tensor$indices, $sparse_coo_tensor$indices_size, $sparse_coo_tensor$size], [a0, a1, a2, a3]);
}

const $sparse_csc_tensor$ccol_row_value$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $sparse_csc_tensor$ccol_row_value_size$4 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::sparse_csc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`  
 * `aten::sparse_csc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
export function sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseCscTensor(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a4 === undefined && fits(a3, $sparse_csc_tensor$ccol_row_value$3)) {
    return wrap(call(id($sparse_csc_tensor$ccol_row_value), h(a0), h(a1), h(a2), (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (isNumberList(a3) && fits(a4, $sparse_csc_tensor$ccol_row_value_size$4)) {
    return wrap(call(id($sparse_csc_tensor$ccol_row_value_size), h(a0), h(a1), h(a2), a3, (a4 as Options)?.dtype, (a4 as Options)?.layout, (a4 as Options)?.device, (a4 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("sparseCscTensor", [$sparse_csc_tensor$ccol_row_value, $sparse_csc_tensor$ccol_row_value_size], [a0, a1, a2, a3, a4]);
}

const $sparse_csr_tensor$crow_col_value$3 = new Set<string>(["dtype","layout","device","pinMemory"]);
const $sparse_csr_tensor$crow_col_value_size$4 = new Set<string>(["dtype","layout","device","pinMemory"]);
/** `aten::sparse_csr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`  
 * `aten::sparse_csr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
export function sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function sparseCsrTensor(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if (a4 === undefined && fits(a3, $sparse_csr_tensor$crow_col_value$3)) {
    return wrap(call(id($sparse_csr_tensor$crow_col_value), h(a0), h(a1), h(a2), (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
  }
  if (isNumberList(a3) && fits(a4, $sparse_csr_tensor$crow_col_value_size$4)) {
    return wrap(call(id($sparse_csr_tensor$crow_col_value_size), h(a0), h(a1), h(a2), a3, (a4 as Options)?.dtype, (a4 as Options)?.layout, (a4 as Options)?.device, (a4 as Options)?.pinMemory) as Handle);
  }
  throw noOverload("sparseCsrTensor", [$sparse_csr_tensor$crow_col_value, $sparse_csr_tensor$crow_col_value_size], [a0, a1, a2, a3, a4]);
}

/** `aten::sparse_dim(Tensor self) -> int` */
export function sparseDim(self: Tensor): number {
  return call(id($sparse_dim), h(self)) as number;
}

/** `aten::sparse_mask(Tensor self, Tensor mask) -> Tensor` */
export function sparseMask(self: Tensor, mask: Tensor): Tensor {
  return wrap(call(id($sparse_mask), h(self), h(mask)) as Handle);
}

/** `aten::sparse_sampled_addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
export function sparseSampledAddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor {
  return wrap(call(id($sparse_sampled_addmm), h(self), h(mat1), h(mat2), options?.beta, options?.alpha) as Handle);
}

/** `aten::special_airy_ai(Tensor x) -> Tensor` */
export function specialAiryAi(x: Tensor): Tensor {
  return wrap(call(id($special_airy_ai), h(x)) as Handle);
}

/** `aten::special_bessel_j0(Tensor self) -> Tensor` */
export function specialBesselJ0(self: Tensor): Tensor {
  return wrap(call(id($special_bessel_j0), h(self)) as Handle);
}

/** `aten::special_bessel_j1(Tensor self) -> Tensor` */
export function specialBesselJ1(self: Tensor): Tensor {
  return wrap(call(id($special_bessel_j1), h(self)) as Handle);
}

/** `aten::special_bessel_y0(Tensor self) -> Tensor` */
export function specialBesselY0(self: Tensor): Tensor {
  return wrap(call(id($special_bessel_y0), h(self)) as Handle);
}

/** `aten::special_bessel_y1(Tensor self) -> Tensor` */
export function specialBesselY1(self: Tensor): Tensor {
  return wrap(call(id($special_bessel_y1), h(self)) as Handle);
}

/** `aten::special_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialChebyshevPolynomialT(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialChebyshevPolynomialT(x: Scalar, n: Tensor): Tensor;
export function specialChebyshevPolynomialT(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_chebyshev_polynomial_t), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_chebyshev_polynomial_t$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_chebyshev_polynomial_t$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialChebyshevPolynomialT", [$special_chebyshev_polynomial_t, $special_chebyshev_polynomial_t$n_scalar, $special_chebyshev_polynomial_t$x_scalar], [a0, a1]);
}

/** `aten::special_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialChebyshevPolynomialU(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialChebyshevPolynomialU(x: Scalar, n: Tensor): Tensor;
export function specialChebyshevPolynomialU(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_chebyshev_polynomial_u), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_chebyshev_polynomial_u$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_chebyshev_polynomial_u$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialChebyshevPolynomialU", [$special_chebyshev_polynomial_u, $special_chebyshev_polynomial_u$n_scalar, $special_chebyshev_polynomial_u$x_scalar], [a0, a1]);
}

/** `aten::special_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialChebyshevPolynomialV(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialChebyshevPolynomialV(x: Scalar, n: Tensor): Tensor;
export function specialChebyshevPolynomialV(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_chebyshev_polynomial_v), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_chebyshev_polynomial_v$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_chebyshev_polynomial_v$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialChebyshevPolynomialV", [$special_chebyshev_polynomial_v, $special_chebyshev_polynomial_v$n_scalar, $special_chebyshev_polynomial_v$x_scalar], [a0, a1]);
}

/** `aten::special_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialChebyshevPolynomialW(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialChebyshevPolynomialW(x: Scalar, n: Tensor): Tensor;
export function specialChebyshevPolynomialW(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_chebyshev_polynomial_w), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_chebyshev_polynomial_w$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_chebyshev_polynomial_w$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialChebyshevPolynomialW", [$special_chebyshev_polynomial_w, $special_chebyshev_polynomial_w$n_scalar, $special_chebyshev_polynomial_w$x_scalar], [a0, a1]);
}

/** `aten::special_digamma(Tensor self) -> Tensor` */
export function specialDigamma(self: Tensor): Tensor {
  return wrap(call(id($special_digamma), h(self)) as Handle);
}

/** `aten::special_entr(Tensor self) -> Tensor` */
export function specialEntr(self: Tensor): Tensor {
  return wrap(call(id($special_entr), h(self)) as Handle);
}

/** `aten::special_erf(Tensor self) -> Tensor` */
export function specialErf(self: Tensor): Tensor {
  return wrap(call(id($special_erf), h(self)) as Handle);
}

/** `aten::special_erfc(Tensor self) -> Tensor` */
export function specialErfc(self: Tensor): Tensor {
  return wrap(call(id($special_erfc), h(self)) as Handle);
}

/** `aten::special_erfcx(Tensor self) -> Tensor` */
export function specialErfcx(self: Tensor): Tensor {
  return wrap(call(id($special_erfcx), h(self)) as Handle);
}

/** `aten::special_erfinv(Tensor self) -> Tensor` */
export function specialErfinv(self: Tensor): Tensor {
  return wrap(call(id($special_erfinv), h(self)) as Handle);
}

/** `aten::special_exp2(Tensor self) -> Tensor` */
export function specialExp2(self: Tensor): Tensor {
  return wrap(call(id($special_exp2), h(self)) as Handle);
}

/** `aten::special_expit(Tensor self) -> Tensor` */
export function specialExpit(self: Tensor): Tensor {
  return wrap(call(id($special_expit), h(self)) as Handle);
}

/** `aten::special_expm1(Tensor self) -> Tensor` */
export function specialExpm1(self: Tensor): Tensor {
  return wrap(call(id($special_expm1), h(self)) as Handle);
}

/** `aten::special_gammainc(Tensor self, Tensor other) -> Tensor` */
export function specialGammainc(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($special_gammainc), h(self), h(other)) as Handle);
}

/** `aten::special_gammaincc(Tensor self, Tensor other) -> Tensor` */
export function specialGammaincc(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($special_gammaincc), h(self), h(other)) as Handle);
}

/** `aten::special_gammaln(Tensor self) -> Tensor` */
export function specialGammaln(self: Tensor): Tensor {
  return wrap(call(id($special_gammaln), h(self)) as Handle);
}

/** `aten::special_hermite_polynomial_h(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_hermite_polynomial_h.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_hermite_polynomial_h.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialHermitePolynomialH(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialHermitePolynomialH(x: Scalar, n: Tensor): Tensor;
export function specialHermitePolynomialH(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_hermite_polynomial_h), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_hermite_polynomial_h$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_hermite_polynomial_h$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialHermitePolynomialH", [$special_hermite_polynomial_h, $special_hermite_polynomial_h$n_scalar, $special_hermite_polynomial_h$x_scalar], [a0, a1]);
}

/** `aten::special_hermite_polynomial_he(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_hermite_polynomial_he.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_hermite_polynomial_he.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialHermitePolynomialHe(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialHermitePolynomialHe(x: Scalar, n: Tensor): Tensor;
export function specialHermitePolynomialHe(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_hermite_polynomial_he), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_hermite_polynomial_he$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_hermite_polynomial_he$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialHermitePolynomialHe", [$special_hermite_polynomial_he, $special_hermite_polynomial_he$n_scalar, $special_hermite_polynomial_he$x_scalar], [a0, a1]);
}

/** `aten::special_i0(Tensor self) -> Tensor` */
export function specialI0(self: Tensor): Tensor {
  return wrap(call(id($special_i0), h(self)) as Handle);
}

/** `aten::special_i0e(Tensor self) -> Tensor` */
export function specialI0e(self: Tensor): Tensor {
  return wrap(call(id($special_i0e), h(self)) as Handle);
}

/** `aten::special_i1(Tensor self) -> Tensor` */
export function specialI1(self: Tensor): Tensor {
  return wrap(call(id($special_i1), h(self)) as Handle);
}

/** `aten::special_i1e(Tensor self) -> Tensor` */
export function specialI1e(self: Tensor): Tensor {
  return wrap(call(id($special_i1e), h(self)) as Handle);
}

/** `aten::special_laguerre_polynomial_l(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_laguerre_polynomial_l.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_laguerre_polynomial_l.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialLaguerrePolynomialL(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialLaguerrePolynomialL(x: Scalar, n: Tensor): Tensor;
export function specialLaguerrePolynomialL(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_laguerre_polynomial_l), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_laguerre_polynomial_l$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_laguerre_polynomial_l$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialLaguerrePolynomialL", [$special_laguerre_polynomial_l, $special_laguerre_polynomial_l$n_scalar, $special_laguerre_polynomial_l$x_scalar], [a0, a1]);
}

/** `aten::special_legendre_polynomial_p(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_legendre_polynomial_p.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_legendre_polynomial_p.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialLegendrePolynomialP(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialLegendrePolynomialP(x: Scalar, n: Tensor): Tensor;
export function specialLegendrePolynomialP(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_legendre_polynomial_p), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_legendre_polynomial_p$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_legendre_polynomial_p$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialLegendrePolynomialP", [$special_legendre_polynomial_p, $special_legendre_polynomial_p$n_scalar, $special_legendre_polynomial_p$x_scalar], [a0, a1]);
}

/** `aten::special_log1p(Tensor self) -> Tensor` */
export function specialLog1p(self: Tensor): Tensor {
  return wrap(call(id($special_log1p), h(self)) as Handle);
}

/** `aten::special_log_ndtr(Tensor self) -> Tensor` */
export function specialLogNdtr(self: Tensor): Tensor {
  return wrap(call(id($special_log_ndtr), h(self)) as Handle);
}

/** `aten::special_log_softmax(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
export function specialLogSoftmax(self: Tensor, dim: number | bigint, options?: { dtype?: DType }): Tensor {
  return wrap(call(id($special_log_softmax), h(self), dim, options?.dtype) as Handle);
}

/** `aten::special_logit(Tensor self, float? eps=None) -> Tensor` */
export function specialLogit(self: Tensor, options?: { eps?: number }): Tensor;
export function specialLogit(self: Tensor, eps?: number): Tensor;
export function specialLogit(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($special_logit), h(a0), (a1 as Options)?.eps) as Handle);
  }
  return wrap(call(id($special_logit), h(a0), a1) as Handle);
}

/** `aten::special_logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
export function specialLogsumexp(self: Tensor, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
export function specialLogsumexp(self: Tensor, dim: number | readonly number[], keepdim?: boolean): Tensor;
export function specialLogsumexp(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($special_logsumexp), h(a0), a1, (a2 as Options)?.keepdim) as Handle);
  }
  return wrap(call(id($special_logsumexp), h(a0), a1, a2) as Handle);
}

/** `aten::special_modified_bessel_i0(Tensor self) -> Tensor` */
export function specialModifiedBesselI0(self: Tensor): Tensor {
  return wrap(call(id($special_modified_bessel_i0), h(self)) as Handle);
}

/** `aten::special_modified_bessel_i1(Tensor self) -> Tensor` */
export function specialModifiedBesselI1(self: Tensor): Tensor {
  return wrap(call(id($special_modified_bessel_i1), h(self)) as Handle);
}

/** `aten::special_modified_bessel_k0(Tensor self) -> Tensor` */
export function specialModifiedBesselK0(self: Tensor): Tensor {
  return wrap(call(id($special_modified_bessel_k0), h(self)) as Handle);
}

/** `aten::special_modified_bessel_k1(Tensor self) -> Tensor` */
export function specialModifiedBesselK1(self: Tensor): Tensor {
  return wrap(call(id($special_modified_bessel_k1), h(self)) as Handle);
}

/** `aten::special_multigammaln(Tensor self, int p) -> Tensor` */
export function specialMultigammaln(self: Tensor, p: number | bigint): Tensor {
  return wrap(call(id($special_multigammaln), h(self), p) as Handle);
}

/** `aten::special_ndtr(Tensor self) -> Tensor` */
export function specialNdtr(self: Tensor): Tensor {
  return wrap(call(id($special_ndtr), h(self)) as Handle);
}

/** `aten::special_ndtri(Tensor self) -> Tensor` */
export function specialNdtri(self: Tensor): Tensor {
  return wrap(call(id($special_ndtri), h(self)) as Handle);
}

/** `aten::special_polygamma(int n, Tensor self) -> Tensor` */
export function specialPolygamma(n: number | bigint, self: Tensor): Tensor {
  return wrap(call(id($special_polygamma), n, h(self)) as Handle);
}

/** `aten::special_psi(Tensor self) -> Tensor` */
export function specialPsi(self: Tensor): Tensor {
  return wrap(call(id($special_psi), h(self)) as Handle);
}

/** `aten::special_round(Tensor self, *, int decimals=0) -> Tensor` */
export function specialRound(self: Tensor, options?: { decimals?: number | bigint }): Tensor {
  return wrap(call(id($special_round), h(self), options?.decimals) as Handle);
}

/** `aten::special_scaled_modified_bessel_k0(Tensor x) -> Tensor` */
export function specialScaledModifiedBesselK0(x: Tensor): Tensor {
  return wrap(call(id($special_scaled_modified_bessel_k0), h(x)) as Handle);
}

/** `aten::special_scaled_modified_bessel_k1(Tensor x) -> Tensor` */
export function specialScaledModifiedBesselK1(x: Tensor): Tensor {
  return wrap(call(id($special_scaled_modified_bessel_k1), h(x)) as Handle);
}

/** `aten::special_shifted_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_shifted_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_shifted_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialShiftedChebyshevPolynomialT(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialShiftedChebyshevPolynomialT(x: Scalar, n: Tensor): Tensor;
export function specialShiftedChebyshevPolynomialT(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_t), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_t$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_t$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialShiftedChebyshevPolynomialT", [$special_shifted_chebyshev_polynomial_t, $special_shifted_chebyshev_polynomial_t$n_scalar, $special_shifted_chebyshev_polynomial_t$x_scalar], [a0, a1]);
}

/** `aten::special_shifted_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_shifted_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_shifted_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialShiftedChebyshevPolynomialU(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialShiftedChebyshevPolynomialU(x: Scalar, n: Tensor): Tensor;
export function specialShiftedChebyshevPolynomialU(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_u), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_u$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_u$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialShiftedChebyshevPolynomialU", [$special_shifted_chebyshev_polynomial_u, $special_shifted_chebyshev_polynomial_u$n_scalar, $special_shifted_chebyshev_polynomial_u$x_scalar], [a0, a1]);
}

/** `aten::special_shifted_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_shifted_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_shifted_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialShiftedChebyshevPolynomialV(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialShiftedChebyshevPolynomialV(x: Scalar, n: Tensor): Tensor;
export function specialShiftedChebyshevPolynomialV(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_v), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_v$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_v$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialShiftedChebyshevPolynomialV", [$special_shifted_chebyshev_polynomial_v, $special_shifted_chebyshev_polynomial_v$n_scalar, $special_shifted_chebyshev_polynomial_v$x_scalar], [a0, a1]);
}

/** `aten::special_shifted_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor`  
 * `aten::special_shifted_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor`  
 * `aten::special_shifted_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` */
export function specialShiftedChebyshevPolynomialW(x: Tensor, n: Tensor | Scalar): Tensor;
export function specialShiftedChebyshevPolynomialW(x: Scalar, n: Tensor): Tensor;
export function specialShiftedChebyshevPolynomialW(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_w), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_w$n_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_shifted_chebyshev_polynomial_w$x_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialShiftedChebyshevPolynomialW", [$special_shifted_chebyshev_polynomial_w, $special_shifted_chebyshev_polynomial_w$n_scalar, $special_shifted_chebyshev_polynomial_w$x_scalar], [a0, a1]);
}

/** `aten::special_sinc(Tensor self) -> Tensor` */
export function specialSinc(self: Tensor): Tensor {
  return wrap(call(id($special_sinc), h(self)) as Handle);
}

/** `aten::special_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
export function specialSoftmax(self: Tensor, dim: number | bigint, options?: { dtype?: DType }): Tensor;
export function specialSoftmax(self: Tensor, dim: number | bigint, dtype?: DType): Tensor;
export function specialSoftmax(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($special_softmax), h(a0), a1, (a2 as Options)?.dtype) as Handle);
  }
  return wrap(call(id($special_softmax), h(a0), a1, a2) as Handle);
}

/** `aten::special_spherical_bessel_j0(Tensor x) -> Tensor` */
export function specialSphericalBesselJ0(x: Tensor): Tensor {
  return wrap(call(id($special_spherical_bessel_j0), h(x)) as Handle);
}

/** `aten::special_xlog1py(Tensor self, Tensor other) -> Tensor`  
 * `aten::special_xlog1py.other_scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::special_xlog1py.self_scalar(Scalar self, Tensor other) -> Tensor` */
export function specialXlog1py(self: Tensor, other: Tensor | Scalar): Tensor;
export function specialXlog1py(self: Scalar, other: Tensor): Tensor;
export function specialXlog1py(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_xlog1py), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_xlog1py$other_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_xlog1py$self_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialXlog1py", [$special_xlog1py, $special_xlog1py$other_scalar, $special_xlog1py$self_scalar], [a0, a1]);
}

/** `aten::special_xlogy(Tensor self, Tensor other) -> Tensor`  
 * `aten::special_xlogy.other_scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::special_xlogy.self_scalar(Scalar self, Tensor other) -> Tensor` */
export function specialXlogy(self: Tensor, other: Tensor | Scalar): Tensor;
export function specialXlogy(self: Scalar, other: Tensor): Tensor;
export function specialXlogy(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_xlogy), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_xlogy$other_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_xlogy$self_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialXlogy", [$special_xlogy, $special_xlogy$other_scalar, $special_xlogy$self_scalar], [a0, a1]);
}

/** `aten::special_zeta(Tensor self, Tensor other) -> Tensor`  
 * `aten::special_zeta.other_scalar(Tensor self, Scalar other) -> Tensor`  
 * `aten::special_zeta.self_scalar(Scalar self, Tensor other) -> Tensor` */
export function specialZeta(self: Tensor, other: Tensor | Scalar): Tensor;
export function specialZeta(self: Scalar, other: Tensor): Tensor;
export function specialZeta(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($special_zeta), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($special_zeta$other_scalar), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($special_zeta$self_scalar), a0, h(a1)) as Handle);
  }
  throw noOverload("specialZeta", [$special_zeta, $special_zeta$other_scalar, $special_zeta$self_scalar], [a0, a1]);
}

const $split$Tensor$2 = new Set<string>(["dim"]);
const $split$sizes$2 = new Set<string>(["dim"]);
/** `aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]`  
 * `aten::split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.split.html) */
export function split(self: Tensor, splitSize: number | bigint | readonly number[], options?: { dim?: number | bigint }): Tensor[];
export function split(self: Tensor, splitSize: number | bigint | readonly number[], dim?: number | bigint): Tensor[];
export function split(a0?: unknown, a1?: unknown, a2?: unknown): Tensor[] {
  if (isInteger(a1) && (a2 === undefined || isInteger(a2))) {
    return wrapAll(call(id($split$Tensor), h(a0), a1, a2));
  }
  if (isInteger(a1) && isOptions(a2) && fits(a2, $split$Tensor$2)) {
    return wrapAll(call(id($split$Tensor), h(a0), a1, (a2 as Options)?.dim));
  }
  if (isNumberList(a1) && (a2 === undefined || isInteger(a2))) {
    return wrapAll(call(id($split$sizes), h(a0), a1, a2));
  }
  if (isNumberList(a1) && isOptions(a2) && fits(a2, $split$sizes$2)) {
    return wrapAll(call(id($split$sizes), h(a0), a1, (a2 as Options)?.dim));
  }
  throw noOverload("split", [$split$Tensor, $split$sizes], [a0, a1, a2]);
}

/** `aten::split_copy.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
export function splitCopy(self: Tensor, splitSize: number | bigint, options?: { dim?: number | bigint }): Tensor[];
export function splitCopy(self: Tensor, splitSize: number | bigint, dim?: number | bigint): Tensor[];
export function splitCopy(a0?: unknown, a1?: unknown, a2?: unknown): Tensor[] {
  if (isOptions(a2)) {
    return wrapAll(call(id($split_copy$Tensor), h(a0), a1, (a2 as Options)?.dim));
  }
  return wrapAll(call(id($split_copy$Tensor), h(a0), a1, a2));
}

/** `aten::split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]` */
export function splitWithSizes(self: Tensor, splitSizes: readonly number[], options?: { dim?: number | bigint }): Tensor[];
export function splitWithSizes(self: Tensor, splitSizes: readonly number[], dim?: number | bigint): Tensor[];
export function splitWithSizes(a0?: unknown, a1?: unknown, a2?: unknown): Tensor[] {
  if (isOptions(a2)) {
    return wrapAll(call(id($split_with_sizes), h(a0), a1, (a2 as Options)?.dim));
  }
  return wrapAll(call(id($split_with_sizes), h(a0), a1, a2));
}

/** `aten::split_with_sizes_copy(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
export function splitWithSizesCopy(self: Tensor, splitSizes: readonly number[], options?: { dim?: number | bigint }): Tensor[];
export function splitWithSizesCopy(self: Tensor, splitSizes: readonly number[], dim?: number | bigint): Tensor[];
export function splitWithSizesCopy(a0?: unknown, a1?: unknown, a2?: unknown): Tensor[] {
  if (isOptions(a2)) {
    return wrapAll(call(id($split_with_sizes_copy), h(a0), a1, (a2 as Options)?.dim));
  }
  return wrapAll(call(id($split_with_sizes_copy), h(a0), a1, a2));
}

/** `aten::sqrt(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sqrt.html) */
export function sqrt(self: Tensor): Tensor {
  return wrap(call(id($sqrt), h(self)) as Handle);
}

/** `aten::sqrt_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sqrt_.html) */
export function sqrt_(self: Tensor): Tensor {
  call(id($sqrt_), h(self));
  return self;
}

/** `aten::square(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.square.html) */
export function square(self: Tensor): Tensor {
  return wrap(call(id($square), h(self)) as Handle);
}

/** `aten::square_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.square_.html) */
export function square_(self: Tensor): Tensor {
  call(id($square_), h(self));
  return self;
}

/** `aten::squeeze(Tensor(a) self) -> Tensor(a)`  
 * `aten::squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)`  
 * `aten::squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.squeeze.html) */
export function squeeze(self: Tensor): Tensor;
export function squeeze(self: Tensor, dim: number | bigint | readonly number[]): Tensor;
export function squeeze(a0?: unknown, a1?: unknown): Tensor {
  if (a1 === undefined) {
    return wrap(call(id($squeeze), h(a0)) as Handle);
  }
  if (isInteger(a1)) {
    return wrap(call(id($squeeze$dim), h(a0), a1) as Handle);
  }
  if (isNumberList(a1)) {
    return wrap(call(id($squeeze$dims), h(a0), a1) as Handle);
  }
  throw noOverload("squeeze", [$squeeze, $squeeze$dim, $squeeze$dims], [a0, a1]);
}

/** `aten::squeeze_copy(Tensor self) -> Tensor`  
 * `aten::squeeze_copy.dim(Tensor self, int dim) -> Tensor`  
 * `aten::squeeze_copy.dims(Tensor self, int[] dim) -> Tensor` */
export function squeezeCopy(self: Tensor): Tensor;
export function squeezeCopy(self: Tensor, dim: number | bigint | readonly number[]): Tensor;
export function squeezeCopy(a0?: unknown, a1?: unknown): Tensor {
  if (a1 === undefined) {
    return wrap(call(id($squeeze_copy), h(a0)) as Handle);
  }
  if (isInteger(a1)) {
    return wrap(call(id($squeeze_copy$dim), h(a0), a1) as Handle);
  }
  if (isNumberList(a1)) {
    return wrap(call(id($squeeze_copy$dims), h(a0), a1) as Handle);
  }
  throw noOverload("squeezeCopy", [$squeeze_copy, $squeeze_copy$dim, $squeeze_copy$dims], [a0, a1]);
}

/** `aten::squeeze_(Tensor(a!) self) -> Tensor(a!)`  
 * `aten::squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)`  
 * `aten::squeeze_.dims(Tensor(a!) self, int[] dim) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.squeeze_.html) */
export function squeeze_(self: Tensor): Tensor;
export function squeeze_(self: Tensor, dim: number | bigint | readonly number[]): Tensor;
export function squeeze_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 === undefined) {
    call(id($squeeze_), h(a0));
    return a0 as Tensor;
  }
  if (isInteger(a1)) {
    call(id($squeeze_$dim), h(a0), a1);
    return a0 as Tensor;
  }
  if (isNumberList(a1)) {
    call(id($squeeze_$dims), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("squeeze_", [$squeeze_, $squeeze_$dim, $squeeze_$dims], [a0, a1]);
}

/** `aten::sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
export function sspaddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor {
  return wrap(call(id($sspaddmm), h(self), h(mat1), h(mat2), options?.beta, options?.alpha) as Handle);
}

/** `aten::stack(Tensor[] tensors, int dim=0) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.stack.html) */
export function stack(tensors: readonly Tensor[], options?: { dim?: number | bigint }): Tensor;
export function stack(tensors: readonly Tensor[], dim?: number | bigint): Tensor;
export function stack(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($stack), hs(a0), (a1 as Options)?.dim) as Handle);
  }
  return wrap(call(id($stack), hs(a0), a1) as Handle);
}

const $std$1 = new Set<string>(["unbiased"]);
const $std$correction$2 = new Set<string>(["correction","keepdim"]);
const $std$correction$1 = new Set<string>(["dim","correction","keepdim"]);
const $std$dim$3 = new Set<string>(["keepdim"]);
const $std$dim$2 = new Set<string>(["unbiased","keepdim"]);
/** `aten::std(Tensor self, bool unbiased=True) -> Tensor`  
 * `aten::std.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`  
 * `aten::std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.std.html) */
export function std(self: Tensor, options?: { unbiased?: boolean }): Tensor;
export function std(self: Tensor, unbiased?: boolean | { dim?: number | readonly number[]; correction?: Scalar; keepdim?: boolean }): Tensor;
export function std(self: Tensor, dim?: number | readonly number[], options?: { correction?: Scalar; keepdim?: boolean }): Tensor;
export function std(self: Tensor, dim: number | readonly number[] | undefined, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
export function std(self: Tensor, dim: number | readonly number[] | undefined, unbiased?: boolean, options?: { keepdim?: boolean }): Tensor;
export function std(self: Tensor, dim: number | readonly number[] | undefined, unbiased?: boolean, keepdim?: boolean): Tensor;
export function std(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if ((a1 === undefined || typeof a1 === "boolean") && a3 === undefined && a2 === undefined) {
    return wrap(call(id($std), h(a0), a1) as Handle);
  }
  if (a2 === undefined && a3 === undefined && isOptions(a1) && fits(a1, $std$1)) {
    return wrap(call(id($std), h(a0), (a1 as Options)?.unbiased) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && fits(a2, $std$correction$2)) {
    return wrap(call(id($std$correction), h(a0), a1, (a2 as Options)?.correction, (a2 as Options)?.keepdim) as Handle);
  }
  if (a2 === undefined && a3 === undefined && isOptions(a1) && fits(a1, $std$correction$1)) {
    return wrap(call(id($std$correction), h(a0), (a1 as Options)?.dim, (a1 as Options)?.correction, (a1 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || typeof a2 === "boolean") && (a3 === undefined || typeof a3 === "boolean")) {
    return wrap(call(id($std$dim), h(a0), a1, a2, a3) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || typeof a2 === "boolean") && isOptions(a3) && fits(a3, $std$dim$3)) {
    return wrap(call(id($std$dim), h(a0), a1, a2, (a3 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2) && fits(a2, $std$dim$2)) {
    return wrap(call(id($std$dim), h(a0), a1, (a2 as Options)?.unbiased, (a2 as Options)?.keepdim) as Handle);
  }
  throw noOverload("std", [$std, $std$correction, $std$dim], [a0, a1, a2, a3]);
}

const $std_mean$1 = new Set<string>(["unbiased"]);
const $std_mean$correction$2 = new Set<string>(["correction","keepdim"]);
const $std_mean$correction$1 = new Set<string>(["dim","correction","keepdim"]);
const $std_mean$dim$3 = new Set<string>(["keepdim"]);
const $std_mean$dim$2 = new Set<string>(["unbiased","keepdim"]);
/** `aten::std_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)`  
 * `aten::std_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`  
 * `aten::std_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.std_mean.html) */
export function stdMean(self: Tensor, options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
export function stdMean(self: Tensor, unbiased?: boolean | { dim?: number | readonly number[]; correction?: Scalar; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
export function stdMean(self: Tensor, dim?: number | readonly number[], options?: { correction?: Scalar; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
export function stdMean(self: Tensor, dim: number | readonly number[] | undefined, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
export function stdMean(self: Tensor, dim: number | readonly number[] | undefined, unbiased?: boolean, options?: { keepdim?: boolean }): [result0: Tensor, result1: Tensor];
export function stdMean(self: Tensor, dim: number | readonly number[] | undefined, unbiased?: boolean, keepdim?: boolean): [result0: Tensor, result1: Tensor];
export function stdMean(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): [result0: Tensor, result1: Tensor] {
  if ((a1 === undefined || typeof a1 === "boolean") && a3 === undefined && a2 === undefined) {
    return wrapAll(call(id($std_mean), h(a0), a1)) as [result0: Tensor, result1: Tensor];
  }
  if (a2 === undefined && a3 === undefined && isOptions(a1) && fits(a1, $std_mean$1)) {
    return wrapAll(call(id($std_mean), h(a0), (a1 as Options)?.unbiased)) as [result0: Tensor, result1: Tensor];
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && fits(a2, $std_mean$correction$2)) {
    return wrapAll(call(id($std_mean$correction), h(a0), a1, (a2 as Options)?.correction, (a2 as Options)?.keepdim)) as [result0: Tensor, result1: Tensor];
  }
  if (a2 === undefined && a3 === undefined && isOptions(a1) && fits(a1, $std_mean$correction$1)) {
    return wrapAll(call(id($std_mean$correction), h(a0), (a1 as Options)?.dim, (a1 as Options)?.correction, (a1 as Options)?.keepdim)) as [result0: Tensor, result1: Tensor];
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || typeof a2 === "boolean") && (a3 === undefined || typeof a3 === "boolean")) {
    return wrapAll(call(id($std_mean$dim), h(a0), a1, a2, a3)) as [result0: Tensor, result1: Tensor];
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || typeof a2 === "boolean") && isOptions(a3) && fits(a3, $std_mean$dim$3)) {
    return wrapAll(call(id($std_mean$dim), h(a0), a1, a2, (a3 as Options)?.keepdim)) as [result0: Tensor, result1: Tensor];
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2) && fits(a2, $std_mean$dim$2)) {
    return wrapAll(call(id($std_mean$dim), h(a0), a1, (a2 as Options)?.unbiased, (a2 as Options)?.keepdim)) as [result0: Tensor, result1: Tensor];
  }
  throw noOverload("stdMean", [$std_mean, $std_mean$correction, $std_mean$dim], [a0, a1, a2, a3]);
}

const $stft$8 = new Set<string>(["alignToWindow"]);
const $stft$7 = new Set<string>(["returnComplex","alignToWindow"]);
const $stft$6 = new Set<string>(["onesided","returnComplex","alignToWindow"]);
const $stft$5 = new Set<string>(["normalized","onesided","returnComplex","alignToWindow"]);
const $stft$4 = new Set<string>(["window","normalized","onesided","returnComplex","alignToWindow"]);
const $stft$3 = new Set<string>(["winLength","window","normalized","onesided","returnComplex","alignToWindow"]);
const $stft$2 = new Set<string>(["hopLength","winLength","window","normalized","onesided","returnComplex","alignToWindow"]);
const $stft$center$10 = new Set<string>(["alignToWindow"]);
const $stft$center$9 = new Set<string>(["returnComplex","alignToWindow"]);
const $stft$center$8 = new Set<string>(["onesided","returnComplex","alignToWindow"]);
const $stft$center$7 = new Set<string>(["normalized","onesided","returnComplex","alignToWindow"]);
const $stft$center$6 = new Set<string>(["padMode","normalized","onesided","returnComplex","alignToWindow"]);
const $stft$center$5 = new Set<string>(["center","padMode","normalized","onesided","returnComplex","alignToWindow"]);
const $stft$center$4 = new Set<string>(["window","center","padMode","normalized","onesided","returnComplex","alignToWindow"]);
const $stft$center$3 = new Set<string>(["winLength","window","center","padMode","normalized","onesided","returnComplex","alignToWindow"]);
const $stft$center$2 = new Set<string>(["hopLength","winLength","window","center","padMode","normalized","onesided","returnComplex","alignToWindow"]);
/** `aten::stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor`  
 * `aten::stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode="reflect", bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.stft.html) */
export function stft(self: Tensor, nFft: number | bigint, options?: { hopLength?: number | bigint; winLength?: number | bigint; window?: Tensor; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, options?: { winLength?: number | bigint; window?: Tensor; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, options?: { window?: Tensor; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, options?: { normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, normalized?: boolean, options?: { onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, normalized?: boolean, onesided?: boolean, options?: { returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, normalized?: boolean, onesided?: boolean, returnComplex?: boolean, options?: { alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, normalized?: boolean, onesided?: boolean, returnComplex?: boolean, alignToWindow?: boolean): Tensor;
export function stft(self: Tensor, nFft: number | bigint, options?: { hopLength?: number | bigint; winLength?: number | bigint; window?: Tensor; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, options?: { winLength?: number | bigint; window?: Tensor; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, options?: { window?: Tensor; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, options?: { center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, options?: { padMode?: string; normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, padMode?: string, options?: { normalized?: boolean; onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, padMode?: string, normalized?: boolean, options?: { onesided?: boolean; returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, padMode?: string, normalized?: boolean, onesided?: boolean, options?: { returnComplex?: boolean; alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, padMode?: string, normalized?: boolean, onesided?: boolean, returnComplex?: boolean, options?: { alignToWindow?: boolean }): Tensor;
export function stft(self: Tensor, nFft: number | bigint, hopLength?: number | bigint, winLength?: number | bigint, window?: Tensor, center?: boolean, padMode?: string, normalized?: boolean, onesided?: boolean, returnComplex?: boolean, alignToWindow?: boolean): Tensor;
export function stft(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown, a8?: unknown, a9?: unknown, a10?: unknown): Tensor {
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "boolean") && (a7 === undefined || typeof a7 === "boolean") && (a8 === undefined || typeof a8 === "boolean") && a10 === undefined && a9 === undefined) {
    return wrap(call(id($stft), h(a0), a1, a2, a3, ho(a4), a5, a6, a7, a8) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "boolean") && (a7 === undefined || typeof a7 === "boolean") && a9 === undefined && a10 === undefined && isOptions(a8) && fits(a8, $stft$8)) {
    return wrap(call(id($stft), h(a0), a1, a2, a3, ho(a4), a5, a6, a7, (a8 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "boolean") && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a7) && fits(a7, $stft$7)) {
    return wrap(call(id($stft), h(a0), a1, a2, a3, ho(a4), a5, a6, (a7 as Options)?.returnComplex, (a7 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && a7 === undefined && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a6) && fits(a6, $stft$6)) {
    return wrap(call(id($stft), h(a0), a1, a2, a3, ho(a4), a5, (a6 as Options)?.onesided, (a6 as Options)?.returnComplex, (a6 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a5) && fits(a5, $stft$5)) {
    return wrap(call(id($stft), h(a0), a1, a2, a3, ho(a4), (a5 as Options)?.normalized, (a5 as Options)?.onesided, (a5 as Options)?.returnComplex, (a5 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a4) && fits(a4, $stft$4)) {
    return wrap(call(id($stft), h(a0), a1, a2, a3, ho((a4 as Options)?.window), (a4 as Options)?.normalized, (a4 as Options)?.onesided, (a4 as Options)?.returnComplex, (a4 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a3) && fits(a3, $stft$3)) {
    return wrap(call(id($stft), h(a0), a1, a2, (a3 as Options)?.winLength, ho((a3 as Options)?.window), (a3 as Options)?.normalized, (a3 as Options)?.onesided, (a3 as Options)?.returnComplex, (a3 as Options)?.alignToWindow) as Handle);
  }
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a2) && fits(a2, $stft$2)) {
    return wrap(call(id($stft), h(a0), a1, (a2 as Options)?.hopLength, (a2 as Options)?.winLength, ho((a2 as Options)?.window), (a2 as Options)?.normalized, (a2 as Options)?.onesided, (a2 as Options)?.returnComplex, (a2 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "string") && (a7 === undefined || typeof a7 === "boolean") && (a8 === undefined || typeof a8 === "boolean") && (a9 === undefined || typeof a9 === "boolean") && (a10 === undefined || typeof a10 === "boolean")) {
    return wrap(call(id($stft$center), h(a0), a1, a2, a3, ho(a4), a5, a6, a7, a8, a9, a10) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "string") && (a7 === undefined || typeof a7 === "boolean") && (a8 === undefined || typeof a8 === "boolean") && (a9 === undefined || typeof a9 === "boolean") && isOptions(a10) && fits(a10, $stft$center$10)) {
    return wrap(call(id($stft$center), h(a0), a1, a2, a3, ho(a4), a5, a6, a7, a8, a9, (a10 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "string") && (a7 === undefined || typeof a7 === "boolean") && (a8 === undefined || typeof a8 === "boolean") && a10 === undefined && isOptions(a9) && fits(a9, $stft$center$9)) {
    return wrap(call(id($stft$center), h(a0), a1, a2, a3, ho(a4), a5, a6, a7, a8, (a9 as Options)?.returnComplex, (a9 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "string") && (a7 === undefined || typeof a7 === "boolean") && a9 === undefined && a10 === undefined && isOptions(a8) && fits(a8, $stft$center$8)) {
    return wrap(call(id($stft$center), h(a0), a1, a2, a3, ho(a4), a5, a6, a7, (a8 as Options)?.onesided, (a8 as Options)?.returnComplex, (a8 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && (a6 === undefined || typeof a6 === "string") && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a7) && fits(a7, $stft$center$7)) {
    return wrap(call(id($stft$center), h(a0), a1, a2, a3, ho(a4), a5, a6, (a7 as Options)?.normalized, (a7 as Options)?.onesided, (a7 as Options)?.returnComplex, (a7 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && (a5 === undefined || typeof a5 === "boolean") && a7 === undefined && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a6) && fits(a6, $stft$center$6)) {
    return wrap(call(id($stft$center), h(a0), a1, a2, a3, ho(a4), a5, (a6 as Options)?.padMode, (a6 as Options)?.normalized, (a6 as Options)?.onesided, (a6 as Options)?.returnComplex, (a6 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && (a4 === undefined || a4 instanceof Tensor) && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a5) && fits(a5, $stft$center$5)) {
    return wrap(call(id($stft$center), h(a0), a1, a2, a3, ho(a4), (a5 as Options)?.center, (a5 as Options)?.padMode, (a5 as Options)?.normalized, (a5 as Options)?.onesided, (a5 as Options)?.returnComplex, (a5 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || isInteger(a3)) && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a4) && fits(a4, $stft$center$4)) {
    return wrap(call(id($stft$center), h(a0), a1, a2, a3, ho((a4 as Options)?.window), (a4 as Options)?.center, (a4 as Options)?.padMode, (a4 as Options)?.normalized, (a4 as Options)?.onesided, (a4 as Options)?.returnComplex, (a4 as Options)?.alignToWindow) as Handle);
  }
  if ((a2 === undefined || isInteger(a2)) && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a3) && fits(a3, $stft$center$3)) {
    return wrap(call(id($stft$center), h(a0), a1, a2, (a3 as Options)?.winLength, ho((a3 as Options)?.window), (a3 as Options)?.center, (a3 as Options)?.padMode, (a3 as Options)?.normalized, (a3 as Options)?.onesided, (a3 as Options)?.returnComplex, (a3 as Options)?.alignToWindow) as Handle);
  }
  if (a3 === undefined && a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && a8 === undefined && a9 === undefined && a10 === undefined && isOptions(a2) && fits(a2, $stft$center$2)) {
    return wrap(call(id($stft$center), h(a0), a1, (a2 as Options)?.hopLength, (a2 as Options)?.winLength, ho((a2 as Options)?.window), (a2 as Options)?.center, (a2 as Options)?.padMode, (a2 as Options)?.normalized, (a2 as Options)?.onesided, (a2 as Options)?.returnComplex, (a2 as Options)?.alignToWindow) as Handle);
  }
  throw noOverload("stft", [$stft, $stft$center], [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10]);
}

const $sub$Tensor$2 = new Set<string>(["alpha"]);
const $sub$Scalar$2 = new Set<string>(["alpha"]);
/** `aten::sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`  
 * `aten::sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sub.html) */
export function sub(self: Tensor, other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
export function sub(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
export function sub(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && fits(a2, $sub$Tensor$2)) {
    return wrap(call(id($sub$Tensor), h(a0), h(a1), (a2 as Options)?.alpha) as Handle);
  }
  if (isScalar(a1) && (a2 === undefined || isScalar(a2))) {
    return wrap(call(id($sub$Scalar), h(a0), a1, a2) as Handle);
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $sub$Scalar$2)) {
    return wrap(call(id($sub$Scalar), h(a0), a1, (a2 as Options)?.alpha) as Handle);
  }
  throw noOverload("sub", [$sub$Tensor, $sub$Scalar], [a0, a1, a2]);
}

const $sub_$Tensor$2 = new Set<string>(["alpha"]);
const $sub_$Scalar$2 = new Set<string>(["alpha"]);
/** `aten::sub_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`  
 * `aten::sub_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sub_.html) */
export function sub_(self: Tensor, other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
export function sub_(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
export function sub_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && fits(a2, $sub_$Tensor$2)) {
    call(id($sub_$Tensor), h(a0), h(a1), (a2 as Options)?.alpha);
    return a0 as Tensor;
  }
  if (isScalar(a1) && (a2 === undefined || isScalar(a2))) {
    call(id($sub_$Scalar), h(a0), a1, a2);
    return a0 as Tensor;
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $sub_$Scalar$2)) {
    call(id($sub_$Scalar), h(a0), a1, (a2 as Options)?.alpha);
    return a0 as Tensor;
  }
  throw noOverload("sub_", [$sub_$Tensor, $sub_$Scalar], [a0, a1, a2]);
}

const $subtract$Tensor$2 = new Set<string>(["alpha"]);
const $subtract$Scalar$2 = new Set<string>(["alpha"]);
/** `aten::subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`  
 * `aten::subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.subtract.html) */
export function subtract(self: Tensor, other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
export function subtract(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
export function subtract(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && fits(a2, $subtract$Tensor$2)) {
    return wrap(call(id($subtract$Tensor), h(a0), h(a1), (a2 as Options)?.alpha) as Handle);
  }
  if (isScalar(a1) && (a2 === undefined || isScalar(a2))) {
    return wrap(call(id($subtract$Scalar), h(a0), a1, a2) as Handle);
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $subtract$Scalar$2)) {
    return wrap(call(id($subtract$Scalar), h(a0), a1, (a2 as Options)?.alpha) as Handle);
  }
  throw noOverload("subtract", [$subtract$Tensor, $subtract$Scalar], [a0, a1, a2]);
}

const $subtract_$Tensor$2 = new Set<string>(["alpha"]);
const $subtract_$Scalar$2 = new Set<string>(["alpha"]);
/** `aten::subtract_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`  
 * `aten::subtract_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.subtract_.html) */
export function subtract_(self: Tensor, other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor;
export function subtract_(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
export function subtract_(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a1 instanceof Tensor && fits(a2, $subtract_$Tensor$2)) {
    call(id($subtract_$Tensor), h(a0), h(a1), (a2 as Options)?.alpha);
    return a0 as Tensor;
  }
  if (isScalar(a1) && (a2 === undefined || isScalar(a2))) {
    call(id($subtract_$Scalar), h(a0), a1, a2);
    return a0 as Tensor;
  }
  if (isScalar(a1) && isOptions(a2) && fits(a2, $subtract_$Scalar$2)) {
    call(id($subtract_$Scalar), h(a0), a1, (a2 as Options)?.alpha);
    return a0 as Tensor;
  }
  throw noOverload("subtract_", [$subtract_$Tensor, $subtract_$Scalar], [a0, a1, a2]);
}

const $sum$1 = new Set<string>(["dtype"]);
const $sum$dim_IntList$3 = new Set<string>(["dtype"]);
const $sum$dim_IntList$2 = new Set<string>(["keepdim","dtype"]);
/** `aten::sum(Tensor self, *, ScalarType? dtype=None) -> Tensor`  
 * `aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.sum.html) */
export function sum(self: Tensor, options?: { dtype?: DType }): Tensor;
export function sum(self: Tensor, dim: number | readonly number[] | undefined, options?: { keepdim?: boolean; dtype?: DType }): Tensor;
export function sum(self: Tensor, dim: number | readonly number[] | undefined, keepdim?: boolean, options?: { dtype?: DType }): Tensor;
export function sum(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && fits(a1, $sum$1)) {
    return wrap(call(id($sum), h(a0), (a1 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || typeof a2 === "boolean") && fits(a3, $sum$dim_IntList$3)) {
    return wrap(call(id($sum$dim_IntList), h(a0), a1, a2, (a3 as Options)?.dtype) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2) && fits(a2, $sum$dim_IntList$2)) {
    return wrap(call(id($sum$dim_IntList), h(a0), a1, (a2 as Options)?.keepdim, (a2 as Options)?.dtype) as Handle);
  }
  throw noOverload("sum", [$sum, $sum$dim_IntList], [a0, a1, a2, a3]);
}

/** `aten::sum_to_size(Tensor self, SymInt[] size) -> Tensor` */
export function sumToSize(self: Tensor, size: readonly number[]): Tensor {
  return wrap(call(id($sum_to_size), h(self), size) as Handle);
}

/** `aten::svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.svd.html) */
export function svd(self: Tensor, options?: { some?: boolean; computeUv?: boolean }): [U: Tensor, S: Tensor, V: Tensor];
export function svd(self: Tensor, some?: boolean, options?: { computeUv?: boolean }): [U: Tensor, S: Tensor, V: Tensor];
export function svd(self: Tensor, some?: boolean, computeUv?: boolean): [U: Tensor, S: Tensor, V: Tensor];
export function svd(a0?: unknown, a1?: unknown, a2?: unknown): [U: Tensor, S: Tensor, V: Tensor] {
  if (a2 === undefined && isOptions(a1)) {
    return wrapAll(call(id($svd), h(a0), (a1 as Options)?.some, (a1 as Options)?.computeUv)) as [U: Tensor, S: Tensor, V: Tensor];
  }
  if ((a1 === undefined || typeof a1 === "boolean") && isOptions(a2)) {
    return wrapAll(call(id($svd), h(a0), a1, (a2 as Options)?.computeUv)) as [U: Tensor, S: Tensor, V: Tensor];
  }
  return wrapAll(call(id($svd), h(a0), a1, a2)) as [U: Tensor, S: Tensor, V: Tensor];
}

/** `aten::swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.swapaxes.html) */
export function swapaxes(self: Tensor, axis0: number | bigint, axis1: number | bigint): Tensor {
  return wrap(call(id($swapaxes), h(self), axis0, axis1) as Handle);
}

/** `aten::swapaxes_(Tensor(a!) self, int axis0, int axis1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.swapaxes_.html) */
export function swapaxes_(self: Tensor, axis0: number | bigint, axis1: number | bigint): Tensor {
  call(id($swapaxes_), h(self), axis0, axis1);
  return self;
}

/** `aten::swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.swapdims.html) */
export function swapdims(self: Tensor, dim0: number | bigint, dim1: number | bigint): Tensor {
  return wrap(call(id($swapdims), h(self), dim0, dim1) as Handle);
}

/** `aten::swapdims_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.swapdims_.html) */
export function swapdims_(self: Tensor, dim0: number | bigint, dim1: number | bigint): Tensor {
  call(id($swapdims_), h(self), dim0, dim1);
  return self;
}

/** `aten::t(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.t.html) */
export function t(self: Tensor): Tensor {
  return wrap(call(id($t), h(self)) as Handle);
}

/** `aten::t_copy(Tensor self) -> Tensor` */
export function tCopy(self: Tensor): Tensor {
  return wrap(call(id($t_copy), h(self)) as Handle);
}

/** `aten::t_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.t_.html) */
export function t_(self: Tensor): Tensor {
  call(id($t_), h(self));
  return self;
}

/** `aten::take(Tensor self, Tensor index) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.take.html) */
export function take(self: Tensor, index: Tensor): Tensor {
  return wrap(call(id($take), h(self), h(index)) as Handle);
}

/** `aten::take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.take_along_dim.html) */
export function takeAlongDim(self: Tensor, indices: Tensor, options?: { dim?: number | bigint }): Tensor;
export function takeAlongDim(self: Tensor, indices: Tensor, dim?: number | bigint): Tensor;
export function takeAlongDim(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($take_along_dim), h(a0), h(a1), (a2 as Options)?.dim) as Handle);
  }
  return wrap(call(id($take_along_dim), h(a0), h(a1), a2) as Handle);
}

/** `aten::tan(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tan.html) */
export function tan(self: Tensor): Tensor {
  return wrap(call(id($tan), h(self)) as Handle);
}

/** `aten::tan_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.tan_.html) */
export function tan_(self: Tensor): Tensor {
  call(id($tan_), h(self));
  return self;
}

/** `aten::tanh(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tanh.html) */
export function tanh(self: Tensor): Tensor {
  return wrap(call(id($tanh), h(self)) as Handle);
}

/** `aten::tanh_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.tanh_.html) */
export function tanh_(self: Tensor): Tensor {
  call(id($tanh_), h(self));
  return self;
}

const $tensor_split$tensor_indices_or_sections$2 = new Set<string>(["dim"]);
const $tensor_split$indices$2 = new Set<string>(["dim"]);
const $tensor_split$sections$2 = new Set<string>(["dim"]);
/** `aten::tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]`  
 * `aten::tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]`  
 * `aten::tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tensor_split.html) */
export function tensorSplit(self: Tensor, tensorIndicesOrSections: Tensor | readonly number[] | number | bigint, options?: { dim?: number | bigint }): Tensor[];
export function tensorSplit(self: Tensor, tensorIndicesOrSections: Tensor | readonly number[] | number | bigint, dim?: number | bigint): Tensor[];
export function tensorSplit(a0?: unknown, a1?: unknown, a2?: unknown): Tensor[] {
  if (a1 instanceof Tensor && (a2 === undefined || isInteger(a2))) {
    return wrapAll(call(id($tensor_split$tensor_indices_or_sections), h(a0), h(a1), a2));
  }
  if (a1 instanceof Tensor && isOptions(a2) && fits(a2, $tensor_split$tensor_indices_or_sections$2)) {
    return wrapAll(call(id($tensor_split$tensor_indices_or_sections), h(a0), h(a1), (a2 as Options)?.dim));
  }
  if (isNumberList(a1) && (a2 === undefined || isInteger(a2))) {
    return wrapAll(call(id($tensor_split$indices), h(a0), a1, a2));
  }
  if (isNumberList(a1) && isOptions(a2) && fits(a2, $tensor_split$indices$2)) {
    return wrapAll(call(id($tensor_split$indices), h(a0), a1, (a2 as Options)?.dim));
  }
  if (isInteger(a1) && (a2 === undefined || isInteger(a2))) {
    return wrapAll(call(id($tensor_split$sections), h(a0), a1, a2));
  }
  if (isInteger(a1) && isOptions(a2) && fits(a2, $tensor_split$sections$2)) {
    return wrapAll(call(id($tensor_split$sections), h(a0), a1, (a2 as Options)?.dim));
  }
  throw noOverload("tensorSplit", [$tensor_split$tensor_indices_or_sections, $tensor_split$indices, $tensor_split$sections], [a0, a1, a2]);
}

/** `aten::tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tensordot.html) */
export function tensordot(self: Tensor, other: Tensor, dimsSelf: readonly number[], dimsOther: readonly number[]): Tensor {
  return wrap(call(id($tensordot), h(self), h(other), dimsSelf, dimsOther) as Handle);
}

/** `aten::thnn_conv2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0]) -> Tensor` */
export function thnnConv2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
export function thnnConv2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, options?: { stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
export function thnnConv2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], options?: { padding?: number | readonly number[] }): Tensor;
export function thnnConv2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor, stride?: number | readonly number[], padding?: number | readonly number[]): Tensor;
export function thnnConv2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a4 === undefined && a5 === undefined && isOptions(a3)) {
    return wrap(call(id($thnn_conv2d), h(a0), h(a1), a2, ho((a3 as Options)?.bias), (a3 as Options)?.stride, (a3 as Options)?.padding) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && a5 === undefined && isOptions(a4)) {
    return wrap(call(id($thnn_conv2d), h(a0), h(a1), a2, ho(a3), (a4 as Options)?.stride, (a4 as Options)?.padding) as Handle);
  }
  if ((a3 === undefined || a3 instanceof Tensor) && (a4 === undefined || (isInteger(a4) || isNumberList(a4))) && isOptions(a5)) {
    return wrap(call(id($thnn_conv2d), h(a0), h(a1), a2, ho(a3), a4, (a5 as Options)?.padding) as Handle);
  }
  return wrap(call(id($thnn_conv2d), h(a0), h(a1), a2, ho(a3), a4, a5) as Handle);
}

/** `aten::threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.threshold.html) */
export function threshold(self: Tensor, threshold: Scalar, value: Scalar): Tensor {
  return wrap(call(id($threshold), h(self), threshold, value) as Handle);
}

/** `aten::threshold_(Tensor(a!) self, Scalar threshold, Scalar value) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.threshold_.html) */
export function threshold_(self: Tensor, threshold: Scalar, value: Scalar): Tensor {
  call(id($threshold_), h(self), threshold, value);
  return self;
}

/** `aten::tile(Tensor self, SymInt[] dims) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tile.html) */
export function tile(self: Tensor, dims: readonly number[]): Tensor {
  return wrap(call(id($tile), h(self), dims) as Handle);
}

const $to$dtype_layout$1 = new Set<string>(["dtype","layout","device","pinMemory","nonBlocking","copy","memoryFormat"]);
const $to$other$4 = new Set<string>(["memoryFormat"]);
const $to$other$3 = new Set<string>(["copy","memoryFormat"]);
const $to$other$2 = new Set<string>(["nonBlocking","copy","memoryFormat"]);
const $to$dtype$4 = new Set<string>(["memoryFormat"]);
const $to$dtype$3 = new Set<string>(["copy","memoryFormat"]);
const $to$dtype$2 = new Set<string>(["nonBlocking","copy","memoryFormat"]);
const $to$device$5 = new Set<string>(["memoryFormat"]);
const $to$device$4 = new Set<string>(["copy","memoryFormat"]);
const $to$device$3 = new Set<string>(["nonBlocking","copy","memoryFormat"]);
/** `aten::to.dtype_layout(Tensor(a) self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)`  
 * `aten::to.other(Tensor(a) self, Tensor other, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)`  
 * `aten::to.dtype(Tensor(a) self, ScalarType dtype, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)`  
 * `aten::to.device(Tensor(a) self, Device device, ScalarType dtype, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)` */
export function to(self: Tensor, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat }): Tensor;
export function to(self: Tensor, other: Tensor | DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat }): Tensor;
export function to(self: Tensor, other: Tensor | DType, nonBlocking?: boolean, options?: { copy?: boolean; memoryFormat?: MemoryFormat }): Tensor;
export function to(self: Tensor, other: Tensor | DType, nonBlocking?: boolean, copy?: boolean, options?: { memoryFormat?: MemoryFormat }): Tensor;
export function to(self: Tensor, other: Tensor | DType, nonBlocking?: boolean, copy?: boolean, memoryFormat?: MemoryFormat): Tensor;
export function to(self: Tensor, device: Device, dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat }): Tensor;
export function to(self: Tensor, device: Device, dtype: DType, nonBlocking?: boolean, options?: { copy?: boolean; memoryFormat?: MemoryFormat }): Tensor;
export function to(self: Tensor, device: Device, dtype: DType, nonBlocking?: boolean, copy?: boolean, options?: { memoryFormat?: MemoryFormat }): Tensor;
export function to(self: Tensor, device: Device, dtype: DType, nonBlocking?: boolean, copy?: boolean, memoryFormat?: MemoryFormat): Tensor;
export function to(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && a4 === undefined && a5 === undefined && fits(a1, $to$dtype_layout$1)) {
    return wrap(call(id($to$dtype_layout), h(a0), (a1 as Options)?.dtype, (a1 as Options)?.layout, (a1 as Options)?.device, (a1 as Options)?.pinMemory, (a1 as Options)?.nonBlocking, (a1 as Options)?.copy, (a1 as Options)?.memoryFormat) as Handle);
  }
  if (a1 instanceof Tensor && (a2 === undefined || typeof a2 === "boolean") && (a3 === undefined || typeof a3 === "boolean") && (a4 === undefined || typeof a4 === "string") && a5 === undefined) {
    return wrap(call(id($to$other), h(a0), h(a1), a2, a3, a4) as Handle);
  }
  if (a1 instanceof Tensor && (a2 === undefined || typeof a2 === "boolean") && (a3 === undefined || typeof a3 === "boolean") && a5 === undefined && isOptions(a4) && fits(a4, $to$other$4)) {
    return wrap(call(id($to$other), h(a0), h(a1), a2, a3, (a4 as Options)?.memoryFormat) as Handle);
  }
  if (a1 instanceof Tensor && (a2 === undefined || typeof a2 === "boolean") && a4 === undefined && a5 === undefined && isOptions(a3) && fits(a3, $to$other$3)) {
    return wrap(call(id($to$other), h(a0), h(a1), a2, (a3 as Options)?.copy, (a3 as Options)?.memoryFormat) as Handle);
  }
  if (a1 instanceof Tensor && a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2) && fits(a2, $to$other$2)) {
    return wrap(call(id($to$other), h(a0), h(a1), (a2 as Options)?.nonBlocking, (a2 as Options)?.copy, (a2 as Options)?.memoryFormat) as Handle);
  }
  if (typeof a1 === "string" && (a2 === undefined || typeof a2 === "boolean") && (a3 === undefined || typeof a3 === "boolean") && (a4 === undefined || typeof a4 === "string") && a5 === undefined) {
    return wrap(call(id($to$dtype), h(a0), a1, a2, a3, a4) as Handle);
  }
  if (typeof a1 === "string" && (a2 === undefined || typeof a2 === "boolean") && (a3 === undefined || typeof a3 === "boolean") && a5 === undefined && isOptions(a4) && fits(a4, $to$dtype$4)) {
    return wrap(call(id($to$dtype), h(a0), a1, a2, a3, (a4 as Options)?.memoryFormat) as Handle);
  }
  if (typeof a1 === "string" && (a2 === undefined || typeof a2 === "boolean") && a4 === undefined && a5 === undefined && isOptions(a3) && fits(a3, $to$dtype$3)) {
    return wrap(call(id($to$dtype), h(a0), a1, a2, (a3 as Options)?.copy, (a3 as Options)?.memoryFormat) as Handle);
  }
  if (typeof a1 === "string" && a3 === undefined && a4 === undefined && a5 === undefined && isOptions(a2) && fits(a2, $to$dtype$2)) {
    return wrap(call(id($to$dtype), h(a0), a1, (a2 as Options)?.nonBlocking, (a2 as Options)?.copy, (a2 as Options)?.memoryFormat) as Handle);
  }
  if (typeof a1 === "string" && typeof a2 === "string" && (a3 === undefined || typeof a3 === "boolean") && (a4 === undefined || typeof a4 === "boolean") && (a5 === undefined || typeof a5 === "string")) {
    return wrap(call(id($to$device), h(a0), a1, a2, a3, a4, a5) as Handle);
  }
  if (typeof a1 === "string" && typeof a2 === "string" && (a3 === undefined || typeof a3 === "boolean") && (a4 === undefined || typeof a4 === "boolean") && isOptions(a5) && fits(a5, $to$device$5)) {
    return wrap(call(id($to$device), h(a0), a1, a2, a3, a4, (a5 as Options)?.memoryFormat) as Handle);
  }
  if (typeof a1 === "string" && typeof a2 === "string" && (a3 === undefined || typeof a3 === "boolean") && a5 === undefined && isOptions(a4) && fits(a4, $to$device$4)) {
    return wrap(call(id($to$device), h(a0), a1, a2, a3, (a4 as Options)?.copy, (a4 as Options)?.memoryFormat) as Handle);
  }
  if (typeof a1 === "string" && typeof a2 === "string" && a4 === undefined && a5 === undefined && isOptions(a3) && fits(a3, $to$device$3)) {
    return wrap(call(id($to$device), h(a0), a1, a2, (a3 as Options)?.nonBlocking, (a3 as Options)?.copy, (a3 as Options)?.memoryFormat) as Handle);
  }
  throw noOverload("to", [$to$dtype_layout, $to$other, $to$dtype, $to$device], [a0, a1, a2, a3, a4, a5]);
}

/** `aten::to_dense(Tensor self, ScalarType? dtype=None, *, bool? masked_grad=None) -> Tensor` */
export function toDense(self: Tensor, options?: { dtype?: DType; maskedGrad?: boolean }): Tensor;
export function toDense(self: Tensor, dtype?: DType, options?: { maskedGrad?: boolean }): Tensor;
export function toDense(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($to_dense), h(a0), (a1 as Options)?.dtype, (a1 as Options)?.maskedGrad) as Handle);
  }
  return wrap(call(id($to_dense), h(a0), a1, (a2 as Options)?.maskedGrad) as Handle);
}

const $to_sparse$1 = new Set<string>(["layout","blocksize","denseDim"]);
/** `aten::to_sparse(Tensor self, *, Layout? layout=None, int[2]? blocksize=None, int? dense_dim=None) -> Tensor`  
 * `aten::to_sparse.sparse_dim(Tensor self, int sparse_dim) -> Tensor` */
export function toSparse(self: Tensor, options?: { layout?: Layout; blocksize?: number | readonly number[]; denseDim?: number | bigint }): Tensor;
export function toSparse(self: Tensor, sparseDim: number | bigint): Tensor;
export function toSparse(a0?: unknown, a1?: unknown): Tensor {
  if (fits(a1, $to_sparse$1)) {
    return wrap(call(id($to_sparse), h(a0), (a1 as Options)?.layout, (a1 as Options)?.blocksize, (a1 as Options)?.denseDim) as Handle);
  }
  if (isInteger(a1)) {
    return wrap(call(id($to_sparse$sparse_dim), h(a0), a1) as Handle);
  }
  throw noOverload("toSparse", [$to_sparse, $to_sparse$sparse_dim], [a0, a1]);
}

/** `aten::to_sparse_bsc(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
export function toSparseBsc(self: Tensor, blocksize: number | readonly number[], options?: { denseDim?: number | bigint }): Tensor;
export function toSparseBsc(self: Tensor, blocksize: number | readonly number[], denseDim?: number | bigint): Tensor;
export function toSparseBsc(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($to_sparse_bsc), h(a0), a1, (a2 as Options)?.denseDim) as Handle);
  }
  return wrap(call(id($to_sparse_bsc), h(a0), a1, a2) as Handle);
}

/** `aten::to_sparse_bsr(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
export function toSparseBsr(self: Tensor, blocksize: number | readonly number[], options?: { denseDim?: number | bigint }): Tensor;
export function toSparseBsr(self: Tensor, blocksize: number | readonly number[], denseDim?: number | bigint): Tensor;
export function toSparseBsr(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (isOptions(a2)) {
    return wrap(call(id($to_sparse_bsr), h(a0), a1, (a2 as Options)?.denseDim) as Handle);
  }
  return wrap(call(id($to_sparse_bsr), h(a0), a1, a2) as Handle);
}

/** `aten::to_sparse_csc(Tensor self, int? dense_dim=None) -> Tensor` */
export function toSparseCsc(self: Tensor, options?: { denseDim?: number | bigint }): Tensor;
export function toSparseCsc(self: Tensor, denseDim?: number | bigint): Tensor;
export function toSparseCsc(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($to_sparse_csc), h(a0), (a1 as Options)?.denseDim) as Handle);
  }
  return wrap(call(id($to_sparse_csc), h(a0), a1) as Handle);
}

/** `aten::to_sparse_csr(Tensor self, int? dense_dim=None) -> Tensor` */
export function toSparseCsr(self: Tensor, options?: { denseDim?: number | bigint }): Tensor;
export function toSparseCsr(self: Tensor, denseDim?: number | bigint): Tensor;
export function toSparseCsr(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($to_sparse_csr), h(a0), (a1 as Options)?.denseDim) as Handle);
  }
  return wrap(call(id($to_sparse_csr), h(a0), a1) as Handle);
}

/** `aten::topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.topk.html) */
export function topk(self: Tensor, k: number | bigint, options?: { dim?: number | bigint; largest?: boolean; sorted?: boolean }): [values: Tensor, indices: Tensor];
export function topk(self: Tensor, k: number | bigint, dim?: number | bigint, options?: { largest?: boolean; sorted?: boolean }): [values: Tensor, indices: Tensor];
export function topk(self: Tensor, k: number | bigint, dim?: number | bigint, largest?: boolean, options?: { sorted?: boolean }): [values: Tensor, indices: Tensor];
export function topk(self: Tensor, k: number | bigint, dim?: number | bigint, largest?: boolean, sorted?: boolean): [values: Tensor, indices: Tensor];
export function topk(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): [values: Tensor, indices: Tensor] {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrapAll(call(id($topk), h(a0), a1, (a2 as Options)?.dim, (a2 as Options)?.largest, (a2 as Options)?.sorted)) as [values: Tensor, indices: Tensor];
  }
  if ((a2 === undefined || isInteger(a2)) && a4 === undefined && isOptions(a3)) {
    return wrapAll(call(id($topk), h(a0), a1, a2, (a3 as Options)?.largest, (a3 as Options)?.sorted)) as [values: Tensor, indices: Tensor];
  }
  if ((a2 === undefined || isInteger(a2)) && (a3 === undefined || typeof a3 === "boolean") && isOptions(a4)) {
    return wrapAll(call(id($topk), h(a0), a1, a2, a3, (a4 as Options)?.sorted)) as [values: Tensor, indices: Tensor];
  }
  return wrapAll(call(id($topk), h(a0), a1, a2, a3, a4)) as [values: Tensor, indices: Tensor];
}

/** `aten::trace(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.trace.html) */
export function trace(self: Tensor): Tensor {
  return wrap(call(id($trace), h(self)) as Handle);
}

/** `aten::transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.transpose.html) */
export function transpose(self: Tensor, dim0: number | bigint, dim1: number | bigint): Tensor {
  return wrap(call(id($transpose$int), h(self), dim0, dim1) as Handle);
}

/** `aten::transpose_copy.int(Tensor self, int dim0, int dim1) -> Tensor` */
export function transposeCopy(self: Tensor, dim0: number | bigint, dim1: number | bigint): Tensor {
  return wrap(call(id($transpose_copy$int), h(self), dim0, dim1) as Handle);
}

/** `aten::transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.transpose_.html) */
export function transpose_(self: Tensor, dim0: number | bigint, dim1: number | bigint): Tensor {
  call(id($transpose_), h(self), dim0, dim1);
  return self;
}

const $trapezoid$dx$1 = new Set<string>(["dx","dim"]);
const $trapezoid$x$2 = new Set<string>(["dim"]);
/** `aten::trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor`  
 * `aten::trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.trapezoid.html) */
export function trapezoid(y: Tensor, options?: { dx?: Scalar; dim?: number | bigint }): Tensor;
export function trapezoid(y: Tensor, x: Tensor, options?: { dim?: number | bigint }): Tensor;
export function trapezoid(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && fits(a1, $trapezoid$dx$1)) {
    return wrap(call(id($trapezoid$dx), h(a0), (a1 as Options)?.dx, (a1 as Options)?.dim) as Handle);
  }
  if (a1 instanceof Tensor && fits(a2, $trapezoid$x$2)) {
    return wrap(call(id($trapezoid$x), h(a0), h(a1), (a2 as Options)?.dim) as Handle);
  }
  throw noOverload("trapezoid", [$trapezoid$dx, $trapezoid$x], [a0, a1, a2]);
}

const $trapz$dx$1 = new Set<string>(["dx","dim"]);
const $trapz$x$2 = new Set<string>(["dim"]);
/** `aten::trapz.dx(Tensor y, *, float dx=1., int dim=-1) -> Tensor`  
 * `aten::trapz.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.trapz.html) */
export function trapz(y: Tensor, options?: { dx?: number; dim?: number | bigint }): Tensor;
export function trapz(y: Tensor, x: Tensor, options?: { dim?: number | bigint }): Tensor;
export function trapz(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && fits(a1, $trapz$dx$1)) {
    return wrap(call(id($trapz$dx), h(a0), (a1 as Options)?.dx, (a1 as Options)?.dim) as Handle);
  }
  if (a1 instanceof Tensor && fits(a2, $trapz$x$2)) {
    return wrap(call(id($trapz$x), h(a0), h(a1), (a2 as Options)?.dim) as Handle);
  }
  throw noOverload("trapz", [$trapz$dx, $trapz$x], [a0, a1, a2]);
}

/** `aten::triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.triangular_solve.html) */
export function triangularSolve(self: Tensor, A: Tensor, options?: { upper?: boolean; transpose?: boolean; unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor];
export function triangularSolve(self: Tensor, A: Tensor, upper?: boolean, options?: { transpose?: boolean; unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor];
export function triangularSolve(self: Tensor, A: Tensor, upper?: boolean, transpose?: boolean, options?: { unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor];
export function triangularSolve(self: Tensor, A: Tensor, upper?: boolean, transpose?: boolean, unitriangular?: boolean): [solution: Tensor, clonedCoefficient: Tensor];
export function triangularSolve(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): [solution: Tensor, clonedCoefficient: Tensor] {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrapAll(call(id($triangular_solve), h(a0), h(a1), (a2 as Options)?.upper, (a2 as Options)?.transpose, (a2 as Options)?.unitriangular)) as [solution: Tensor, clonedCoefficient: Tensor];
  }
  if ((a2 === undefined || typeof a2 === "boolean") && a4 === undefined && isOptions(a3)) {
    return wrapAll(call(id($triangular_solve), h(a0), h(a1), a2, (a3 as Options)?.transpose, (a3 as Options)?.unitriangular)) as [solution: Tensor, clonedCoefficient: Tensor];
  }
  if ((a2 === undefined || typeof a2 === "boolean") && (a3 === undefined || typeof a3 === "boolean") && isOptions(a4)) {
    return wrapAll(call(id($triangular_solve), h(a0), h(a1), a2, a3, (a4 as Options)?.unitriangular)) as [solution: Tensor, clonedCoefficient: Tensor];
  }
  return wrapAll(call(id($triangular_solve), h(a0), h(a1), a2, a3, a4)) as [solution: Tensor, clonedCoefficient: Tensor];
}

/** `aten::tril(Tensor self, SymInt diagonal=0) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tril.html) */
export function tril(self: Tensor, options?: { diagonal?: number | bigint }): Tensor;
export function tril(self: Tensor, diagonal?: number | bigint): Tensor;
export function tril(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($tril), h(a0), (a1 as Options)?.diagonal) as Handle);
  }
  return wrap(call(id($tril), h(a0), a1) as Handle);
}

/** `aten::tril_indices(int row, int col, int offset=0, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.tril_indices.html) */
export function trilIndices(row: number | bigint, col: number | bigint, options?: { offset?: number | bigint; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function trilIndices(row: number | bigint, col: number | bigint, offset?: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function trilIndices(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($tril_indices), a0, a1, (a2 as Options)?.offset, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  return wrap(call(id($tril_indices), a0, a1, a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
}

/** `aten::tril_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.tril_.html) */
export function tril_(self: Tensor, options?: { diagonal?: number | bigint }): Tensor;
export function tril_(self: Tensor, diagonal?: number | bigint): Tensor;
export function tril_(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    call(id($tril_), h(a0), (a1 as Options)?.diagonal);
    return a0 as Tensor;
  }
  call(id($tril_), h(a0), a1);
  return a0 as Tensor;
}

/** `aten::triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1., float p=2., float eps=9.9999999999999995e-07, bool swap=False, int reduction=1) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.triplet_margin_loss.html) */
export function tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, options?: { margin?: number; p?: number; eps?: number; swap?: boolean; reduction?: number | bigint }): Tensor;
export function tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, margin?: number, options?: { p?: number; eps?: number; swap?: boolean; reduction?: number | bigint }): Tensor;
export function tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, margin?: number, p?: number, options?: { eps?: number; swap?: boolean; reduction?: number | bigint }): Tensor;
export function tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, margin?: number, p?: number, eps?: number, options?: { swap?: boolean; reduction?: number | bigint }): Tensor;
export function tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, margin?: number, p?: number, eps?: number, swap?: boolean, options?: { reduction?: number | bigint }): Tensor;
export function tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, margin?: number, p?: number, eps?: number, swap?: boolean, reduction?: number | bigint): Tensor;
export function tripletMarginLoss(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown, a6?: unknown, a7?: unknown): Tensor {
  if (a4 === undefined && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a3)) {
    return wrap(call(id($triplet_margin_loss), h(a0), h(a1), h(a2), (a3 as Options)?.margin, (a3 as Options)?.p, (a3 as Options)?.eps, (a3 as Options)?.swap, (a3 as Options)?.reduction) as Handle);
  }
  if ((a3 === undefined || typeof a3 === "number") && a5 === undefined && a6 === undefined && a7 === undefined && isOptions(a4)) {
    return wrap(call(id($triplet_margin_loss), h(a0), h(a1), h(a2), a3, (a4 as Options)?.p, (a4 as Options)?.eps, (a4 as Options)?.swap, (a4 as Options)?.reduction) as Handle);
  }
  if ((a3 === undefined || typeof a3 === "number") && (a4 === undefined || typeof a4 === "number") && a6 === undefined && a7 === undefined && isOptions(a5)) {
    return wrap(call(id($triplet_margin_loss), h(a0), h(a1), h(a2), a3, a4, (a5 as Options)?.eps, (a5 as Options)?.swap, (a5 as Options)?.reduction) as Handle);
  }
  if ((a3 === undefined || typeof a3 === "number") && (a4 === undefined || typeof a4 === "number") && (a5 === undefined || typeof a5 === "number") && a7 === undefined && isOptions(a6)) {
    return wrap(call(id($triplet_margin_loss), h(a0), h(a1), h(a2), a3, a4, a5, (a6 as Options)?.swap, (a6 as Options)?.reduction) as Handle);
  }
  if ((a3 === undefined || typeof a3 === "number") && (a4 === undefined || typeof a4 === "number") && (a5 === undefined || typeof a5 === "number") && (a6 === undefined || typeof a6 === "boolean") && isOptions(a7)) {
    return wrap(call(id($triplet_margin_loss), h(a0), h(a1), h(a2), a3, a4, a5, a6, (a7 as Options)?.reduction) as Handle);
  }
  return wrap(call(id($triplet_margin_loss), h(a0), h(a1), h(a2), a3, a4, a5, a6, a7) as Handle);
}

/** `aten::triu(Tensor self, SymInt diagonal=0) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.triu.html) */
export function triu(self: Tensor, options?: { diagonal?: number | bigint }): Tensor;
export function triu(self: Tensor, diagonal?: number | bigint): Tensor;
export function triu(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    return wrap(call(id($triu), h(a0), (a1 as Options)?.diagonal) as Handle);
  }
  return wrap(call(id($triu), h(a0), a1) as Handle);
}

/** `aten::triu_indices(int row, int col, int offset=0, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.triu_indices.html) */
export function triuIndices(row: number | bigint, col: number | bigint, options?: { offset?: number | bigint; dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function triuIndices(row: number | bigint, col: number | bigint, offset?: number | bigint, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor;
export function triuIndices(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a3 === undefined && isOptions(a2)) {
    return wrap(call(id($triu_indices), a0, a1, (a2 as Options)?.offset, (a2 as Options)?.dtype, (a2 as Options)?.layout, (a2 as Options)?.device, (a2 as Options)?.pinMemory) as Handle);
  }
  return wrap(call(id($triu_indices), a0, a1, a2, (a3 as Options)?.dtype, (a3 as Options)?.layout, (a3 as Options)?.device, (a3 as Options)?.pinMemory) as Handle);
}

/** `aten::triu_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.triu_.html) */
export function triu_(self: Tensor, options?: { diagonal?: number | bigint }): Tensor;
export function triu_(self: Tensor, diagonal?: number | bigint): Tensor;
export function triu_(a0?: unknown, a1?: unknown): Tensor {
  if (isOptions(a1)) {
    call(id($triu_), h(a0), (a1 as Options)?.diagonal);
    return a0 as Tensor;
  }
  call(id($triu_), h(a0), a1);
  return a0 as Tensor;
}

/** `aten::true_divide.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::true_divide.Scalar(Tensor self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.true_divide.html) */
export function trueDivide(self: Tensor, other: Tensor | Scalar): Tensor;
export function trueDivide(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    return wrap(call(id($true_divide$Tensor), h(a0), h(a1)) as Handle);
  }
  if (isScalar(a1)) {
    return wrap(call(id($true_divide$Scalar), h(a0), a1) as Handle);
  }
  throw noOverload("trueDivide", [$true_divide$Tensor, $true_divide$Scalar], [a0, a1]);
}

/** `aten::true_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::true_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.true_divide_.html) */
export function trueDivide_(self: Tensor, other: Tensor | Scalar): Tensor;
export function trueDivide_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($true_divide_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($true_divide_$Scalar), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("trueDivide_", [$true_divide_$Tensor, $true_divide_$Scalar], [a0, a1]);
}

/** `aten::trunc(Tensor self) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.trunc.html) */
export function trunc(self: Tensor): Tensor {
  return wrap(call(id($trunc), h(self)) as Handle);
}

/** `aten::trunc_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.trunc_.html) */
export function trunc_(self: Tensor): Tensor {
  call(id($trunc_), h(self));
  return self;
}

/** `aten::type_as(Tensor self, Tensor other) -> Tensor` */
export function typeAs(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($type_as), h(self), h(other)) as Handle);
}

/** `aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.unbind.html) */
export function unbind(self: Tensor, options?: { dim?: number | bigint }): Tensor[];
export function unbind(self: Tensor, dim?: number | bigint): Tensor[];
export function unbind(a0?: unknown, a1?: unknown): Tensor[] {
  if (isOptions(a1)) {
    return wrapAll(call(id($unbind$int), h(a0), (a1 as Options)?.dim));
  }
  return wrapAll(call(id($unbind$int), h(a0), a1));
}

/** `aten::unbind_copy.int(Tensor self, int dim=0) -> Tensor[]` */
export function unbindCopy(self: Tensor, options?: { dim?: number | bigint }): Tensor[];
export function unbindCopy(self: Tensor, dim?: number | bigint): Tensor[];
export function unbindCopy(a0?: unknown, a1?: unknown): Tensor[] {
  if (isOptions(a1)) {
    return wrapAll(call(id($unbind_copy$int), h(a0), (a1 as Options)?.dim));
  }
  return wrapAll(call(id($unbind_copy$int), h(a0), a1));
}

/** `aten::unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.unflatten.html) */
export function unflatten(self: Tensor, dim: number | bigint, sizes: readonly number[]): Tensor {
  return wrap(call(id($unflatten$int), h(self), dim, sizes) as Handle);
}

/** `aten::unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.unfold.html) */
export function unfold(self: Tensor, dimension: number | bigint, size: number | bigint, step: number | bigint): Tensor {
  return wrap(call(id($unfold), h(self), dimension, size, step) as Handle);
}

/** `aten::unfold_copy(Tensor self, int dimension, int size, int step) -> Tensor` */
export function unfoldCopy(self: Tensor, dimension: number | bigint, size: number | bigint, step: number | bigint): Tensor {
  return wrap(call(id($unfold_copy), h(self), dimension, size, step) as Handle);
}

/** `aten::uniform(Tensor self, float from=0., float to=1., *, Generator? generator=None) -> Tensor` */
export function uniform(self: Tensor, options?: { from?: number; to?: number; generator?: Generator }): Tensor;
export function uniform(self: Tensor, from?: number, options?: { to?: number; generator?: Generator }): Tensor;
export function uniform(self: Tensor, from?: number, to?: number, options?: { generator?: Generator }): Tensor;
export function uniform(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrap(call(id($uniform), h(a0), (a1 as Options)?.from, (a1 as Options)?.to, generatorHandle((a1 as Options)?.generator)) as Handle);
  }
  if ((a1 === undefined || typeof a1 === "number") && a3 === undefined && isOptions(a2)) {
    return wrap(call(id($uniform), h(a0), a1, (a2 as Options)?.to, generatorHandle((a2 as Options)?.generator)) as Handle);
  }
  return wrap(call(id($uniform), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator)) as Handle);
}

/** `aten::uniform_(Tensor(a!) self, float from=0., float to=1., *, Generator? generator=None) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.uniform_.html) */
export function uniform_(self: Tensor, options?: { from?: number; to?: number; generator?: Generator }): Tensor;
export function uniform_(self: Tensor, from?: number, options?: { to?: number; generator?: Generator }): Tensor;
export function uniform_(self: Tensor, from?: number, to?: number, options?: { generator?: Generator }): Tensor;
export function uniform_(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    call(id($uniform_), h(a0), (a1 as Options)?.from, (a1 as Options)?.to, generatorHandle((a1 as Options)?.generator));
    return a0 as Tensor;
  }
  if ((a1 === undefined || typeof a1 === "number") && a3 === undefined && isOptions(a2)) {
    call(id($uniform_), h(a0), a1, (a2 as Options)?.to, generatorHandle((a2 as Options)?.generator));
    return a0 as Tensor;
  }
  call(id($uniform_), h(a0), a1, a2, generatorHandle((a3 as Options)?.generator));
  return a0 as Tensor;
}

/** `aten::unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None) -> (Tensor, Tensor, Tensor)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.unique_consecutive.html) */
export function uniqueConsecutive(self: Tensor, options?: { returnInverse?: boolean; returnCounts?: boolean; dim?: number | bigint }): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueConsecutive(self: Tensor, returnInverse?: boolean, options?: { returnCounts?: boolean; dim?: number | bigint }): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueConsecutive(self: Tensor, returnInverse?: boolean, returnCounts?: boolean, options?: { dim?: number | bigint }): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueConsecutive(self: Tensor, returnInverse?: boolean, returnCounts?: boolean, dim?: number | bigint): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueConsecutive(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): [result0: Tensor, result1: Tensor, result2: Tensor] {
  if (a2 === undefined && a3 === undefined && isOptions(a1)) {
    return wrapAll(call(id($unique_consecutive), h(a0), (a1 as Options)?.returnInverse, (a1 as Options)?.returnCounts, (a1 as Options)?.dim)) as [result0: Tensor, result1: Tensor, result2: Tensor];
  }
  if ((a1 === undefined || typeof a1 === "boolean") && a3 === undefined && isOptions(a2)) {
    return wrapAll(call(id($unique_consecutive), h(a0), a1, (a2 as Options)?.returnCounts, (a2 as Options)?.dim)) as [result0: Tensor, result1: Tensor, result2: Tensor];
  }
  if ((a1 === undefined || typeof a1 === "boolean") && (a2 === undefined || typeof a2 === "boolean") && isOptions(a3)) {
    return wrapAll(call(id($unique_consecutive), h(a0), a1, a2, (a3 as Options)?.dim)) as [result0: Tensor, result1: Tensor, result2: Tensor];
  }
  return wrapAll(call(id($unique_consecutive), h(a0), a1, a2, a3)) as [result0: Tensor, result1: Tensor, result2: Tensor];
}

/** `aten::unique_dim(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
export function uniqueDim(self: Tensor, dim: number | bigint, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueDim(self: Tensor, dim: number | bigint, sorted?: boolean, options?: { returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueDim(self: Tensor, dim: number | bigint, sorted?: boolean, returnInverse?: boolean, options?: { returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueDim(self: Tensor, dim: number | bigint, sorted?: boolean, returnInverse?: boolean, returnCounts?: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueDim(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): [result0: Tensor, result1: Tensor, result2: Tensor] {
  if (a3 === undefined && a4 === undefined && isOptions(a2)) {
    return wrapAll(call(id($unique_dim), h(a0), a1, (a2 as Options)?.sorted, (a2 as Options)?.returnInverse, (a2 as Options)?.returnCounts)) as [result0: Tensor, result1: Tensor, result2: Tensor];
  }
  if ((a2 === undefined || typeof a2 === "boolean") && a4 === undefined && isOptions(a3)) {
    return wrapAll(call(id($unique_dim), h(a0), a1, a2, (a3 as Options)?.returnInverse, (a3 as Options)?.returnCounts)) as [result0: Tensor, result1: Tensor, result2: Tensor];
  }
  if ((a2 === undefined || typeof a2 === "boolean") && (a3 === undefined || typeof a3 === "boolean") && isOptions(a4)) {
    return wrapAll(call(id($unique_dim), h(a0), a1, a2, a3, (a4 as Options)?.returnCounts)) as [result0: Tensor, result1: Tensor, result2: Tensor];
  }
  return wrapAll(call(id($unique_dim), h(a0), a1, a2, a3, a4)) as [result0: Tensor, result1: Tensor, result2: Tensor];
}

/** `aten::unique_dim_consecutive(Tensor self, int dim, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
export function uniqueDimConsecutive(self: Tensor, dim: number | bigint, options?: { returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueDimConsecutive(self: Tensor, dim: number | bigint, returnInverse?: boolean, options?: { returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueDimConsecutive(self: Tensor, dim: number | bigint, returnInverse?: boolean, returnCounts?: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
export function uniqueDimConsecutive(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): [result0: Tensor, result1: Tensor, result2: Tensor] {
  if (a3 === undefined && isOptions(a2)) {
    return wrapAll(call(id($unique_dim_consecutive), h(a0), a1, (a2 as Options)?.returnInverse, (a2 as Options)?.returnCounts)) as [result0: Tensor, result1: Tensor, result2: Tensor];
  }
  if ((a2 === undefined || typeof a2 === "boolean") && isOptions(a3)) {
    return wrapAll(call(id($unique_dim_consecutive), h(a0), a1, a2, (a3 as Options)?.returnCounts)) as [result0: Tensor, result1: Tensor, result2: Tensor];
  }
  return wrapAll(call(id($unique_dim_consecutive), h(a0), a1, a2, a3)) as [result0: Tensor, result1: Tensor, result2: Tensor];
}

/** `aten::unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]` */
export function unsafeChunk(self: Tensor, chunks: number | bigint, options?: { dim?: number | bigint }): Tensor[];
export function unsafeChunk(self: Tensor, chunks: number | bigint, dim?: number | bigint): Tensor[];
export function unsafeChunk(a0?: unknown, a1?: unknown, a2?: unknown): Tensor[] {
  if (isOptions(a2)) {
    return wrapAll(call(id($unsafe_chunk), h(a0), a1, (a2 as Options)?.dim));
  }
  return wrapAll(call(id($unsafe_chunk), h(a0), a1, a2));
}

/** `aten::unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
export function unsafeSplit(self: Tensor, splitSize: number | bigint, options?: { dim?: number | bigint }): Tensor[];
export function unsafeSplit(self: Tensor, splitSize: number | bigint, dim?: number | bigint): Tensor[];
export function unsafeSplit(a0?: unknown, a1?: unknown, a2?: unknown): Tensor[] {
  if (isOptions(a2)) {
    return wrapAll(call(id($unsafe_split$Tensor), h(a0), a1, (a2 as Options)?.dim));
  }
  return wrapAll(call(id($unsafe_split$Tensor), h(a0), a1, a2));
}

/** `aten::unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
export function unsafeSplitWithSizes(self: Tensor, splitSizes: readonly number[], options?: { dim?: number | bigint }): Tensor[];
export function unsafeSplitWithSizes(self: Tensor, splitSizes: readonly number[], dim?: number | bigint): Tensor[];
export function unsafeSplitWithSizes(a0?: unknown, a1?: unknown, a2?: unknown): Tensor[] {
  if (isOptions(a2)) {
    return wrapAll(call(id($unsafe_split_with_sizes), h(a0), a1, (a2 as Options)?.dim));
  }
  return wrapAll(call(id($unsafe_split_with_sizes), h(a0), a1, a2));
}

/** `aten::unsqueeze(Tensor(a) self, int dim) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.unsqueeze.html) */
export function unsqueeze(self: Tensor, dim: number | bigint): Tensor {
  return wrap(call(id($unsqueeze), h(self), dim) as Handle);
}

/** `aten::unsqueeze_copy(Tensor self, int dim) -> Tensor` */
export function unsqueezeCopy(self: Tensor, dim: number | bigint): Tensor {
  return wrap(call(id($unsqueeze_copy), h(self), dim) as Handle);
}

/** `aten::unsqueeze_(Tensor(a!) self, int dim) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.unsqueeze_.html) */
export function unsqueeze_(self: Tensor, dim: number | bigint): Tensor {
  call(id($unsqueeze_), h(self), dim);
  return self;
}

const $upsample_bicubic2d$4 = new Set<string>(["scalesW"]);
const $upsample_bicubic2d$3 = new Set<string>(["scalesH","scalesW"]);
/** `aten::upsample_bicubic2d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor`  
 * `aten::upsample_bicubic2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
export function upsampleBicubic2d(input: Tensor, outputSize: readonly number[] | undefined, alignCorners: boolean, scaleFactors: readonly number[] | undefined): Tensor;
export function upsampleBicubic2d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesH?: number; scalesW?: number }): Tensor;
export function upsampleBicubic2d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number, options?: { scalesW?: number }): Tensor;
export function upsampleBicubic2d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number, scalesW?: number): Tensor;
export function upsampleBicubic2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if ((a1 === undefined || isNumberList(a1)) && (a3 === undefined || isNumberList(a3)) && a4 === undefined) {
    return wrap(call(id($upsample_bicubic2d$vec), h(a0), a1, a2, a3) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a3 === undefined || typeof a3 === "number") && (a4 === undefined || typeof a4 === "number")) {
    return wrap(call(id($upsample_bicubic2d), h(a0), a1, a2, a3, a4) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a3 === undefined || typeof a3 === "number") && isOptions(a4) && fits(a4, $upsample_bicubic2d$4)) {
    return wrap(call(id($upsample_bicubic2d), h(a0), a1, a2, a3, (a4 as Options)?.scalesW) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && a4 === undefined && isOptions(a3) && fits(a3, $upsample_bicubic2d$3)) {
    return wrap(call(id($upsample_bicubic2d), h(a0), a1, a2, (a3 as Options)?.scalesH, (a3 as Options)?.scalesW) as Handle);
  }
  throw noOverload("upsampleBicubic2d", [$upsample_bicubic2d$vec, $upsample_bicubic2d], [a0, a1, a2, a3, a4]);
}

const $upsample_bilinear2d$4 = new Set<string>(["scalesW"]);
const $upsample_bilinear2d$3 = new Set<string>(["scalesH","scalesW"]);
/** `aten::upsample_bilinear2d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor`  
 * `aten::upsample_bilinear2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
export function upsampleBilinear2d(input: Tensor, outputSize: readonly number[] | undefined, alignCorners: boolean, scaleFactors: readonly number[] | undefined): Tensor;
export function upsampleBilinear2d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesH?: number; scalesW?: number }): Tensor;
export function upsampleBilinear2d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number, options?: { scalesW?: number }): Tensor;
export function upsampleBilinear2d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number, scalesW?: number): Tensor;
export function upsampleBilinear2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if ((a1 === undefined || isNumberList(a1)) && (a3 === undefined || isNumberList(a3)) && a4 === undefined) {
    return wrap(call(id($upsample_bilinear2d$vec), h(a0), a1, a2, a3) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a3 === undefined || typeof a3 === "number") && (a4 === undefined || typeof a4 === "number")) {
    return wrap(call(id($upsample_bilinear2d), h(a0), a1, a2, a3, a4) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a3 === undefined || typeof a3 === "number") && isOptions(a4) && fits(a4, $upsample_bilinear2d$4)) {
    return wrap(call(id($upsample_bilinear2d), h(a0), a1, a2, a3, (a4 as Options)?.scalesW) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && a4 === undefined && isOptions(a3) && fits(a3, $upsample_bilinear2d$3)) {
    return wrap(call(id($upsample_bilinear2d), h(a0), a1, a2, (a3 as Options)?.scalesH, (a3 as Options)?.scalesW) as Handle);
  }
  throw noOverload("upsampleBilinear2d", [$upsample_bilinear2d$vec, $upsample_bilinear2d], [a0, a1, a2, a3, a4]);
}

const $upsample_linear1d$3 = new Set<string>(["scales"]);
/** `aten::upsample_linear1d(Tensor self, SymInt[1] output_size, bool align_corners, float? scales=None) -> Tensor`  
 * `aten::upsample_linear1d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
export function upsampleLinear1d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, options?: { scales?: number }): Tensor;
export function upsampleLinear1d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scales?: number): Tensor;
export function upsampleLinear1d(input: Tensor, outputSize: readonly number[] | undefined, alignCorners: boolean, scaleFactors: readonly number[] | undefined): Tensor;
export function upsampleLinear1d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if ((isInteger(a1) || isNumberList(a1)) && (a3 === undefined || typeof a3 === "number")) {
    return wrap(call(id($upsample_linear1d), h(a0), a1, a2, a3) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && isOptions(a3) && fits(a3, $upsample_linear1d$3)) {
    return wrap(call(id($upsample_linear1d), h(a0), a1, a2, (a3 as Options)?.scales) as Handle);
  }
  if ((a1 === undefined || isNumberList(a1)) && (a3 === undefined || isNumberList(a3))) {
    return wrap(call(id($upsample_linear1d$vec), h(a0), a1, a2, a3) as Handle);
  }
  throw noOverload("upsampleLinear1d", [$upsample_linear1d, $upsample_linear1d$vec], [a0, a1, a2, a3]);
}

const $upsample_nearest1d$2 = new Set<string>(["scales"]);
/** `aten::upsample_nearest1d(Tensor self, SymInt[1] output_size, float? scales=None) -> Tensor`  
 * `aten::upsample_nearest1d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor` */
export function upsampleNearest1d(self: Tensor, outputSize: number | readonly number[], options?: { scales?: number }): Tensor;
export function upsampleNearest1d(self: Tensor, outputSize: number | readonly number[], scales?: number): Tensor;
export function upsampleNearest1d(input: Tensor, outputSize: readonly number[] | undefined, scaleFactors: readonly number[] | undefined): Tensor;
export function upsampleNearest1d(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if ((isInteger(a1) || isNumberList(a1)) && (a2 === undefined || typeof a2 === "number")) {
    return wrap(call(id($upsample_nearest1d), h(a0), a1, a2) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && isOptions(a2) && fits(a2, $upsample_nearest1d$2)) {
    return wrap(call(id($upsample_nearest1d), h(a0), a1, (a2 as Options)?.scales) as Handle);
  }
  if ((a1 === undefined || isNumberList(a1)) && (a2 === undefined || isNumberList(a2))) {
    return wrap(call(id($upsample_nearest1d$vec), h(a0), a1, a2) as Handle);
  }
  throw noOverload("upsampleNearest1d", [$upsample_nearest1d, $upsample_nearest1d$vec], [a0, a1, a2]);
}

const $upsample_nearest2d$3 = new Set<string>(["scalesW"]);
const $upsample_nearest2d$2 = new Set<string>(["scalesH","scalesW"]);
/** `aten::upsample_nearest2d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor`  
 * `aten::upsample_nearest2d(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None) -> Tensor` */
export function upsampleNearest2d(input: Tensor, outputSize: readonly number[] | undefined, scaleFactors: readonly number[] | undefined): Tensor;
export function upsampleNearest2d(self: Tensor, outputSize: number | readonly number[], options?: { scalesH?: number; scalesW?: number }): Tensor;
export function upsampleNearest2d(self: Tensor, outputSize: number | readonly number[], scalesH?: number, options?: { scalesW?: number }): Tensor;
export function upsampleNearest2d(self: Tensor, outputSize: number | readonly number[], scalesH?: number, scalesW?: number): Tensor;
export function upsampleNearest2d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if ((a1 === undefined || isNumberList(a1)) && (a2 === undefined || isNumberList(a2)) && a3 === undefined) {
    return wrap(call(id($upsample_nearest2d$vec), h(a0), a1, a2) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a2 === undefined || typeof a2 === "number") && (a3 === undefined || typeof a3 === "number")) {
    return wrap(call(id($upsample_nearest2d), h(a0), a1, a2, a3) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a2 === undefined || typeof a2 === "number") && isOptions(a3) && fits(a3, $upsample_nearest2d$3)) {
    return wrap(call(id($upsample_nearest2d), h(a0), a1, a2, (a3 as Options)?.scalesW) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && a3 === undefined && isOptions(a2) && fits(a2, $upsample_nearest2d$2)) {
    return wrap(call(id($upsample_nearest2d), h(a0), a1, (a2 as Options)?.scalesH, (a2 as Options)?.scalesW) as Handle);
  }
  throw noOverload("upsampleNearest2d", [$upsample_nearest2d$vec, $upsample_nearest2d], [a0, a1, a2, a3]);
}

const $upsample_nearest3d$4 = new Set<string>(["scalesW"]);
const $upsample_nearest3d$3 = new Set<string>(["scalesH","scalesW"]);
const $upsample_nearest3d$2 = new Set<string>(["scalesD","scalesH","scalesW"]);
/** `aten::upsample_nearest3d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor`  
 * `aten::upsample_nearest3d(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
export function upsampleNearest3d(input: Tensor, outputSize: readonly number[] | undefined, scaleFactors: readonly number[] | undefined): Tensor;
export function upsampleNearest3d(self: Tensor, outputSize: number | readonly number[], options?: { scalesD?: number; scalesH?: number; scalesW?: number }): Tensor;
export function upsampleNearest3d(self: Tensor, outputSize: number | readonly number[], scalesD?: number, options?: { scalesH?: number; scalesW?: number }): Tensor;
export function upsampleNearest3d(self: Tensor, outputSize: number | readonly number[], scalesD?: number, scalesH?: number, options?: { scalesW?: number }): Tensor;
export function upsampleNearest3d(self: Tensor, outputSize: number | readonly number[], scalesD?: number, scalesH?: number, scalesW?: number): Tensor;
export function upsampleNearest3d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown): Tensor {
  if ((a1 === undefined || isNumberList(a1)) && (a2 === undefined || isNumberList(a2)) && a4 === undefined && a3 === undefined) {
    return wrap(call(id($upsample_nearest3d$vec), h(a0), a1, a2) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a2 === undefined || typeof a2 === "number") && (a3 === undefined || typeof a3 === "number") && (a4 === undefined || typeof a4 === "number")) {
    return wrap(call(id($upsample_nearest3d), h(a0), a1, a2, a3, a4) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a2 === undefined || typeof a2 === "number") && (a3 === undefined || typeof a3 === "number") && isOptions(a4) && fits(a4, $upsample_nearest3d$4)) {
    return wrap(call(id($upsample_nearest3d), h(a0), a1, a2, a3, (a4 as Options)?.scalesW) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a2 === undefined || typeof a2 === "number") && a4 === undefined && isOptions(a3) && fits(a3, $upsample_nearest3d$3)) {
    return wrap(call(id($upsample_nearest3d), h(a0), a1, a2, (a3 as Options)?.scalesH, (a3 as Options)?.scalesW) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && a3 === undefined && a4 === undefined && isOptions(a2) && fits(a2, $upsample_nearest3d$2)) {
    return wrap(call(id($upsample_nearest3d), h(a0), a1, (a2 as Options)?.scalesD, (a2 as Options)?.scalesH, (a2 as Options)?.scalesW) as Handle);
  }
  throw noOverload("upsampleNearest3d", [$upsample_nearest3d$vec, $upsample_nearest3d], [a0, a1, a2, a3, a4]);
}

const $upsample_trilinear3d$5 = new Set<string>(["scalesW"]);
const $upsample_trilinear3d$4 = new Set<string>(["scalesH","scalesW"]);
const $upsample_trilinear3d$3 = new Set<string>(["scalesD","scalesH","scalesW"]);
/** `aten::upsample_trilinear3d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor`  
 * `aten::upsample_trilinear3d(Tensor self, SymInt[3] output_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
export function upsampleTrilinear3d(input: Tensor, outputSize: readonly number[] | undefined, alignCorners: boolean, scaleFactors: readonly number[] | undefined): Tensor;
export function upsampleTrilinear3d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesD?: number; scalesH?: number; scalesW?: number }): Tensor;
export function upsampleTrilinear3d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scalesD?: number, options?: { scalesH?: number; scalesW?: number }): Tensor;
export function upsampleTrilinear3d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scalesD?: number, scalesH?: number, options?: { scalesW?: number }): Tensor;
export function upsampleTrilinear3d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scalesD?: number, scalesH?: number, scalesW?: number): Tensor;
export function upsampleTrilinear3d(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown, a4?: unknown, a5?: unknown): Tensor {
  if ((a1 === undefined || isNumberList(a1)) && (a3 === undefined || isNumberList(a3)) && a5 === undefined && a4 === undefined) {
    return wrap(call(id($upsample_trilinear3d$vec), h(a0), a1, a2, a3) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a3 === undefined || typeof a3 === "number") && (a4 === undefined || typeof a4 === "number") && (a5 === undefined || typeof a5 === "number")) {
    return wrap(call(id($upsample_trilinear3d), h(a0), a1, a2, a3, a4, a5) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a3 === undefined || typeof a3 === "number") && (a4 === undefined || typeof a4 === "number") && isOptions(a5) && fits(a5, $upsample_trilinear3d$5)) {
    return wrap(call(id($upsample_trilinear3d), h(a0), a1, a2, a3, a4, (a5 as Options)?.scalesW) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && (a3 === undefined || typeof a3 === "number") && a5 === undefined && isOptions(a4) && fits(a4, $upsample_trilinear3d$4)) {
    return wrap(call(id($upsample_trilinear3d), h(a0), a1, a2, a3, (a4 as Options)?.scalesH, (a4 as Options)?.scalesW) as Handle);
  }
  if ((isInteger(a1) || isNumberList(a1)) && a4 === undefined && a5 === undefined && isOptions(a3) && fits(a3, $upsample_trilinear3d$3)) {
    return wrap(call(id($upsample_trilinear3d), h(a0), a1, a2, (a3 as Options)?.scalesD, (a3 as Options)?.scalesH, (a3 as Options)?.scalesW) as Handle);
  }
  throw noOverload("upsampleTrilinear3d", [$upsample_trilinear3d$vec, $upsample_trilinear3d], [a0, a1, a2, a3, a4, a5]);
}

/** `aten::values(Tensor(a) self) -> Tensor(a)` */
export function values(self: Tensor): Tensor {
  return wrap(call(id($values), h(self)) as Handle);
}

/** `aten::values_copy(Tensor self) -> Tensor` */
export function valuesCopy(self: Tensor): Tensor {
  return wrap(call(id($values_copy), h(self)) as Handle);
}

/** `aten::vander(Tensor x, int? N=None, bool increasing=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.vander.html) */
export function vander(x: Tensor, options?: { N?: number | bigint; increasing?: boolean }): Tensor;
export function vander(x: Tensor, N?: number | bigint, options?: { increasing?: boolean }): Tensor;
export function vander(x: Tensor, N?: number | bigint, increasing?: boolean): Tensor;
export function vander(a0?: unknown, a1?: unknown, a2?: unknown): Tensor {
  if (a2 === undefined && isOptions(a1)) {
    return wrap(call(id($vander), h(a0), (a1 as Options)?.N, (a1 as Options)?.increasing) as Handle);
  }
  if ((a1 === undefined || isInteger(a1)) && isOptions(a2)) {
    return wrap(call(id($vander), h(a0), a1, (a2 as Options)?.increasing) as Handle);
  }
  return wrap(call(id($vander), h(a0), a1, a2) as Handle);
}

const $var$1 = new Set<string>(["unbiased"]);
const $var$correction$2 = new Set<string>(["correction","keepdim"]);
const $var$correction$1 = new Set<string>(["dim","correction","keepdim"]);
const $var$dim$3 = new Set<string>(["keepdim"]);
const $var$dim$2 = new Set<string>(["unbiased","keepdim"]);
/** `aten::var(Tensor self, bool unbiased=True) -> Tensor`  
 * `aten::var.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`  
 * `aten::var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.var.html) */
function var$(self: Tensor, options?: { unbiased?: boolean }): Tensor;
function var$(self: Tensor, unbiased?: boolean | { dim?: number | readonly number[]; correction?: Scalar; keepdim?: boolean }): Tensor;
function var$(self: Tensor, dim?: number | readonly number[], options?: { correction?: Scalar; keepdim?: boolean }): Tensor;
function var$(self: Tensor, dim: number | readonly number[] | undefined, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
function var$(self: Tensor, dim: number | readonly number[] | undefined, unbiased?: boolean, options?: { keepdim?: boolean }): Tensor;
function var$(self: Tensor, dim: number | readonly number[] | undefined, unbiased?: boolean, keepdim?: boolean): Tensor;
function var$(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): Tensor {
  if ((a1 === undefined || typeof a1 === "boolean") && a3 === undefined && a2 === undefined) {
    return wrap(call(id($var), h(a0), a1) as Handle);
  }
  if (a2 === undefined && a3 === undefined && isOptions(a1) && fits(a1, $var$1)) {
    return wrap(call(id($var), h(a0), (a1 as Options)?.unbiased) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && fits(a2, $var$correction$2)) {
    return wrap(call(id($var$correction), h(a0), a1, (a2 as Options)?.correction, (a2 as Options)?.keepdim) as Handle);
  }
  if (a2 === undefined && a3 === undefined && isOptions(a1) && fits(a1, $var$correction$1)) {
    return wrap(call(id($var$correction), h(a0), (a1 as Options)?.dim, (a1 as Options)?.correction, (a1 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || typeof a2 === "boolean") && (a3 === undefined || typeof a3 === "boolean")) {
    return wrap(call(id($var$dim), h(a0), a1, a2, a3) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || typeof a2 === "boolean") && isOptions(a3) && fits(a3, $var$dim$3)) {
    return wrap(call(id($var$dim), h(a0), a1, a2, (a3 as Options)?.keepdim) as Handle);
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2) && fits(a2, $var$dim$2)) {
    return wrap(call(id($var$dim), h(a0), a1, (a2 as Options)?.unbiased, (a2 as Options)?.keepdim) as Handle);
  }
  throw noOverload("var", [$var, $var$correction, $var$dim], [a0, a1, a2, a3]);
}
export { var$ as var };

const $var_mean$1 = new Set<string>(["unbiased"]);
const $var_mean$correction$2 = new Set<string>(["correction","keepdim"]);
const $var_mean$correction$1 = new Set<string>(["dim","correction","keepdim"]);
const $var_mean$dim$3 = new Set<string>(["keepdim"]);
const $var_mean$dim$2 = new Set<string>(["unbiased","keepdim"]);
/** `aten::var_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)`  
 * `aten::var_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`  
 * `aten::var_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.var_mean.html) */
export function varMean(self: Tensor, options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
export function varMean(self: Tensor, unbiased?: boolean | { dim?: number | readonly number[]; correction?: Scalar; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
export function varMean(self: Tensor, dim?: number | readonly number[], options?: { correction?: Scalar; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
export function varMean(self: Tensor, dim: number | readonly number[] | undefined, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
export function varMean(self: Tensor, dim: number | readonly number[] | undefined, unbiased?: boolean, options?: { keepdim?: boolean }): [result0: Tensor, result1: Tensor];
export function varMean(self: Tensor, dim: number | readonly number[] | undefined, unbiased?: boolean, keepdim?: boolean): [result0: Tensor, result1: Tensor];
export function varMean(a0?: unknown, a1?: unknown, a2?: unknown, a3?: unknown): [result0: Tensor, result1: Tensor] {
  if ((a1 === undefined || typeof a1 === "boolean") && a3 === undefined && a2 === undefined) {
    return wrapAll(call(id($var_mean), h(a0), a1)) as [result0: Tensor, result1: Tensor];
  }
  if (a2 === undefined && a3 === undefined && isOptions(a1) && fits(a1, $var_mean$1)) {
    return wrapAll(call(id($var_mean), h(a0), (a1 as Options)?.unbiased)) as [result0: Tensor, result1: Tensor];
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && fits(a2, $var_mean$correction$2)) {
    return wrapAll(call(id($var_mean$correction), h(a0), a1, (a2 as Options)?.correction, (a2 as Options)?.keepdim)) as [result0: Tensor, result1: Tensor];
  }
  if (a2 === undefined && a3 === undefined && isOptions(a1) && fits(a1, $var_mean$correction$1)) {
    return wrapAll(call(id($var_mean$correction), h(a0), (a1 as Options)?.dim, (a1 as Options)?.correction, (a1 as Options)?.keepdim)) as [result0: Tensor, result1: Tensor];
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || typeof a2 === "boolean") && (a3 === undefined || typeof a3 === "boolean")) {
    return wrapAll(call(id($var_mean$dim), h(a0), a1, a2, a3)) as [result0: Tensor, result1: Tensor];
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && (a2 === undefined || typeof a2 === "boolean") && isOptions(a3) && fits(a3, $var_mean$dim$3)) {
    return wrapAll(call(id($var_mean$dim), h(a0), a1, a2, (a3 as Options)?.keepdim)) as [result0: Tensor, result1: Tensor];
  }
  if ((a1 === undefined || (isInteger(a1) || isNumberList(a1))) && a3 === undefined && isOptions(a2) && fits(a2, $var_mean$dim$2)) {
    return wrapAll(call(id($var_mean$dim), h(a0), a1, (a2 as Options)?.unbiased, (a2 as Options)?.keepdim)) as [result0: Tensor, result1: Tensor];
  }
  throw noOverload("varMean", [$var_mean, $var_mean$correction, $var_mean$dim], [a0, a1, a2, a3]);
}

/** `aten::vdot(Tensor self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.vdot.html) */
export function vdot(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($vdot), h(self), h(other)) as Handle);
}

/** `aten::view(Tensor(a) self, SymInt[] size) -> Tensor(a)`  
 * `aten::view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)` */
export function view(self: Tensor, size: readonly number[] | DType): Tensor;
export function view(a0?: unknown, a1?: unknown): Tensor {
  if (isNumberList(a1)) {
    return wrap(call(id($view), h(a0), a1) as Handle);
  }
  if (typeof a1 === "string") {
    return wrap(call(id($view$dtype), h(a0), a1) as Handle);
  }
  throw noOverload("view", [$view, $view$dtype], [a0, a1]);
}

/** `aten::view_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
export function viewAs(self: Tensor, other: Tensor): Tensor {
  return wrap(call(id($view_as), h(self), h(other)) as Handle);
}

/** `aten::view_as_complex(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.view_as_complex.html) */
export function viewAsComplex(self: Tensor): Tensor {
  return wrap(call(id($view_as_complex), h(self)) as Handle);
}

/** `aten::view_as_complex_copy(Tensor self) -> Tensor` */
export function viewAsComplexCopy(self: Tensor): Tensor {
  return wrap(call(id($view_as_complex_copy), h(self)) as Handle);
}

/** `aten::view_as_real(Tensor(a) self) -> Tensor(a)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.view_as_real.html) */
export function viewAsReal(self: Tensor): Tensor {
  return wrap(call(id($view_as_real), h(self)) as Handle);
}

/** `aten::view_as_real_copy(Tensor self) -> Tensor` */
export function viewAsRealCopy(self: Tensor): Tensor {
  return wrap(call(id($view_as_real_copy), h(self)) as Handle);
}

/** `aten::view_copy(Tensor self, SymInt[] size) -> Tensor`  
 * `aten::view_copy.dtype(Tensor self, ScalarType dtype) -> Tensor` */
export function viewCopy(self: Tensor, size: readonly number[] | DType): Tensor;
export function viewCopy(a0?: unknown, a1?: unknown): Tensor {
  if (isNumberList(a1)) {
    return wrap(call(id($view_copy), h(a0), a1) as Handle);
  }
  if (typeof a1 === "string") {
    return wrap(call(id($view_copy$dtype), h(a0), a1) as Handle);
  }
  throw noOverload("viewCopy", [$view_copy, $view_copy$dtype], [a0, a1]);
}

/** `aten::vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`  
 * `aten::vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.vsplit.html) */
export function vsplit(self: Tensor, indices: readonly number[] | number | bigint): Tensor[];
export function vsplit(a0?: unknown, a1?: unknown): Tensor[] {
  if (isNumberList(a1)) {
    return wrapAll(call(id($vsplit$array), h(a0), a1));
  }
  if (isInteger(a1)) {
    return wrapAll(call(id($vsplit$int), h(a0), a1));
  }
  throw noOverload("vsplit", [$vsplit$array, $vsplit$int], [a0, a1]);
}

/** `aten::vstack(Tensor[] tensors) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.vstack.html) */
export function vstack(tensors: readonly Tensor[]): Tensor {
  return wrap(call(id($vstack), hs(tensors)) as Handle);
}

/** `aten::where(Tensor condition) -> Tensor[]`  
 * `aten::where.self(Tensor condition, Tensor self, Tensor other) -> Tensor`  
 * `aten::where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor`  
 * `aten::where.ScalarSelf(Tensor condition, Scalar self, Tensor other) -> Tensor`  
 * `aten::where.Scalar(Tensor condition, Scalar self, Scalar other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.where.html) */
export function where(condition: Tensor): Tensor[];
export function where(condition: Tensor, self: Tensor, other: Tensor | Scalar): Tensor;
export function where(condition: Tensor, self: Scalar, other: Tensor | Scalar): Tensor;
export function where(a0?: unknown, a1?: unknown, a2?: unknown): Tensor[] | Tensor {
  if (a2 === undefined && a1 === undefined) {
    return wrapAll(call(id($where), h(a0)));
  }
  if (a1 instanceof Tensor && a2 instanceof Tensor) {
    return wrap(call(id($where$self), h(a0), h(a1), h(a2)) as Handle);
  }
  if (a1 instanceof Tensor && isScalar(a2)) {
    return wrap(call(id($where$ScalarOther), h(a0), h(a1), a2) as Handle);
  }
  if (isScalar(a1) && a2 instanceof Tensor) {
    return wrap(call(id($where$ScalarSelf), h(a0), a1, h(a2)) as Handle);
  }
  if (isScalar(a1) && isScalar(a2)) {
    return wrap(call(id($where$Scalar), h(a0), a1, a2) as Handle);
  }
  throw noOverload("where", [$where, $where$self, $where$ScalarOther, $where$ScalarSelf, $where$Scalar], [a0, a1, a2]);
}

/** `aten::xlogy.Tensor(Tensor self, Tensor other) -> Tensor`  
 * `aten::xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor`  
 * `aten::xlogy.Scalar_Self(Scalar self, Tensor other) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.xlogy.html) */
export function xlogy(self: Tensor, other: Tensor | Scalar): Tensor;
export function xlogy(self: Scalar, other: Tensor): Tensor;
export function xlogy(a0?: unknown, a1?: unknown): Tensor {
  if (a0 instanceof Tensor && a1 instanceof Tensor) {
    return wrap(call(id($xlogy$Tensor), h(a0), h(a1)) as Handle);
  }
  if (a0 instanceof Tensor && isScalar(a1)) {
    return wrap(call(id($xlogy$Scalar_Other), h(a0), a1) as Handle);
  }
  if (isScalar(a0) && a1 instanceof Tensor) {
    return wrap(call(id($xlogy$Scalar_Self), a0, h(a1)) as Handle);
  }
  throw noOverload("xlogy", [$xlogy$Tensor, $xlogy$Scalar_Other, $xlogy$Scalar_Self], [a0, a1]);
}

/** `aten::xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`  
 * `aten::xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.xlogy_.html) */
export function xlogy_(self: Tensor, other: Tensor | Scalar): Tensor;
export function xlogy_(a0?: unknown, a1?: unknown): Tensor {
  if (a1 instanceof Tensor) {
    call(id($xlogy_$Tensor), h(a0), h(a1));
    return a0 as Tensor;
  }
  if (isScalar(a1)) {
    call(id($xlogy_$Scalar_Other), h(a0), a1);
    return a0 as Tensor;
  }
  throw noOverload("xlogy_", [$xlogy_$Tensor, $xlogy_$Scalar_Other], [a0, a1]);
}

/** `aten::zero(Tensor self) -> Tensor` */
export function zero(self: Tensor): Tensor {
  return wrap(call(id($zero), h(self)) as Handle);
}

/** `aten::zero_(Tensor(a!) self) -> Tensor(a!)`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.zero_.html) */
export function zero_(self: Tensor): Tensor {
  call(id($zero_), h(self));
  return self;
}

/** `aten::zeros(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.zeros.html) */
export function zeros(size: readonly number[], options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean }): Tensor {
  return wrap(call(id($zeros), size, options?.dtype, options?.layout, options?.device, options?.pinMemory) as Handle);
}

/** `aten::zeros_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`  
 * [PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.zeros_like.html) */
export function zerosLike(self: Tensor, options?: { dtype?: DType; layout?: Layout; device?: Device; pinMemory?: boolean; memoryFormat?: MemoryFormat }): Tensor {
  return wrap(call(id($zeros_like), h(self), options?.dtype, options?.layout, options?.device, options?.pinMemory, options?.memoryFormat) as Handle);
}
