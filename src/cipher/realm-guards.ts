/**
 * Code of ours that runs first in a realm. The interpreter asks its interrupt handler only once in
 * ten thousand loops or calls, so a loop around a slow builtin would run for minutes. Builtins that
 * walk an array therefore refuse lengths no player has, and refuse everything once time is up.
 */
export const realmGuards = `
(function(milliseconds){
  var now=Date.now,end=now()+milliseconds,own=Object.getOwnPropertyDescriptor,object=Object,Failure=RangeError,longest=20000;
  function check(value){
    var length=own(object(value),"length");
    if((length?!(length.value<=longest):"length"in object(value))||now()>end)throw new Failure("interrupted");
  }
  function guard(holder,name,all){
    var builtin=holder[name],apply=Reflect.apply;
    object.defineProperty(holder,name,{configurable:true,writable:true,value:function(){
      check(this);
      if(all)for(var at=0;at<arguments.length;at++)if(typeof arguments[at]==="object"&&arguments[at])check(arguments[at]);
      return apply(builtin,this,arguments);
    }});
  }
  ["join","toString","toLocaleString","indexOf","lastIndexOf","includes","reverse","sort","splice","slice","fill","shift","unshift","push","pop"].forEach(function(name){guard(Array.prototype,name)});
  guard(Array.prototype,"concat",true);
  ["copyWithin","flat","flatMap","toSorted","toReversed","toSpliced","with"].forEach(function(name){delete Array.prototype[name]});
})
`;
